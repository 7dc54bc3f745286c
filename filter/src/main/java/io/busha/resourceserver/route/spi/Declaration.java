package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.Rule;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

/** A rule that an endpoint itself declares, and where it is declared. Immutable and thread-safe. */
public final class Declaration {

    private final Rule rule;
    private final String where;

    private Declaration(Rule rule, String where) {
        this.rule = rule;
        this.where = where;
    }

    static Declaration of(Rule rule, AnnotatedElement element) {
        return new Declaration(
                rule,
                element instanceof Method method
                        ? method.getDeclaringClass().getName() + "." + method.getName()
                        : ((Class<?>) element).getName());
    }

    /**
     * Creates the declaration of an endpoint that a framework brings along or declares in its own way.
     *
     * @param where what to show as the place of the declaration
     */
    public static Declaration of(Rule rule, String where) {
        return new Declaration(rule, where);
    }

    /**
     * Creates a closed declaration, in place of one that cannot be understood.
     *
     * @param why what to show as the place of the declaration
     */
    public static Declaration closed(String why) {
        return new Declaration(Rule.closed(), why);
    }

    /** Returns the declared rule. */
    public Rule rule() {
        return rule;
    }

    /**
     * Returns the element that carries the annotation, such as {@code com.acme.Balances} or {@code com.acme.Balances.doGet}; for other
     * declarations, a text that describes where the rule comes from.
     */
    public String where() {
        return where;
    }

    /** Returns the rule and its place: {@code balances:read at com.acme.Balances.doGet}. */
    @Override
    public String toString() {
        return rule + " at " + where;
    }
}
