package io.busha.resourceserver.token;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A few scopes in the order of a token. A set of that size needs no table: it is found sooner in a list, which takes a fraction of the
 * memory. Immutable.
 */
final class ScopeSet extends AbstractSet<String> {

    private static final int FEW = 8;

    private final List<String> scopes;

    private ScopeSet(List<String> scopes) {
        this.scopes = scopes;
    }

    /** Returns the scopes without empty and repeated ones, unmodifiable, in this order. */
    static Set<String> of(List<String> scopes) {
        if (scopes.size() <= FEW && areDistinct(scopes)) {
            return new ScopeSet(scopes);
        }
        Set<String> distinct = new LinkedHashSet<>(scopes);
        distinct.remove("");
        return Collections.unmodifiableSet(distinct);
    }

    /** Returns whether none is empty and none occurs twice. */
    private static boolean areDistinct(List<String> scopes) {
        for (int i = 0; i < scopes.size(); i++) {
            if (scopes.get(i).isEmpty() || scopes.indexOf(scopes.get(i)) < i) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean contains(@Nullable Object scope) {
        return scope != null && scopes.contains(scope);
    }

    @Override
    public Iterator<String> iterator() {
        return scopes.iterator();
    }

    @Override
    public int size() {
        return scopes.size();
    }
}
