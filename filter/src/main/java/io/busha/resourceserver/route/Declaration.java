package io.busha.resourceserver.route;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

/** A rule that an endpoint itself declares, and where. Immutable and thread-safe. */
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

    /** What a framework says of an endpoint that it brings along. */
    public static Declaration of(Rule rule, String where) {
        return new Declaration(rule, where);
    }

    /** What stands for a declaration that cannot be understood. */
    public static Declaration closed(String why) {
        return new Declaration(Rule.closed(), why);
    }

    /** What is required. */
    public Rule rule() {
        return rule;
    }

    /** What carries the annotation: {@code com.acme.Balances}, or {@code com.acme.Balances.doGet}. */
    public String where() {
        return where;
    }

    /** {@code balances:read at com.acme.Balances.doGet}. */
    @Override
    public String toString() {
        return rule + " at " + where;
    }
}
