package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The keys of the issuer, and thus the tokens that clients can send. Thread-safe. */
final class Wallet {

    private static final int MAX_WITHDRAWN = 6;

    private final LocalIssuer issuer;
    private final KeyTokens unpublished;
    private volatile KeyTokens current;
    private volatile List<KeyTokens> old = List.of();
    private volatile List<KeyTokens> withdrawn = List.of();

    Wallet(LocalIssuer issuer, KeyTokens first, KeyTokens unpublished) {
        this.issuer = issuer;
        this.current = first;
        this.unpublished = unpublished;
    }

    KeyTokens current() {
        return current;
    }

    KeyTokens unpublished() {
        return unpublished;
    }

    int published() {
        return old.size() + 1;
    }

    /** Returns an old key that the server must know, or null if there is none. */
    @Nullable KeyTokens anyOld(RandomGenerator random) {
        List<KeyTokens> known = old.stream().filter(KeyTokens::isAdmitted).toList();
        return any(known, random);
    }

    @Nullable KeyTokens anyWithdrawn(RandomGenerator random) {
        return any(withdrawn, random);
    }

    private static @Nullable KeyTokens any(List<KeyTokens> keys, RandomGenerator random) {
        return keys.isEmpty() ? null : keys.get(random.nextInt(keys.size()));
    }

    synchronized void rotate(KeyTokens next) {
        issuer.rotate(next.key());
        List<KeyTokens> more = new ArrayList<>(old);
        more.add(current);
        old = List.copyOf(more);
        current = next;
    }

    /** Withdraws one of the old keys, if there is one. */
    synchronized @Nullable KeyTokens withdrawOne(RandomGenerator random) {
        KeyTokens key = any(old, random);
        if (key == null) {
            return null;
        }
        issuer.withdraw(key.kid());
        old = old.stream().filter(other -> other != key).toList();
        List<KeyTokens> more = new ArrayList<>(withdrawn);
        more.add(key);
        withdrawn = List.copyOf(more.subList(Math.max(0, more.size() - MAX_WITHDRAWN), more.size()));
        return key;
    }
}
