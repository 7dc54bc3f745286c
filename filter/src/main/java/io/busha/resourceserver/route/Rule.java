package io.busha.resourceserver.route;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The requirement of one endpoint on its callers. Immutable and thread-safe. Rules with the same requirement are equal. */
public final class Rule {

    private static final Rule OPEN = new Rule(Who.ANYBODY, Set.of(), false);
    private static final Rule AUTHENTICATED = new Rule(Who.TOKEN_HOLDERS, Set.of(), false);
    private static final Rule CLOSED = new Rule(Who.NOBODY, Set.of(), false);
    private static final Rule UNPROTECTED = new Rule(Who.NOBODY_HERE, Set.of(), false);

    private enum Who {
        ANYBODY,
        TOKEN_HOLDERS,
        NOBODY,
        NOBODY_HERE
    }

    private final Who who;
    private final Set<Set<String>> clauses;
    private final boolean critical;

    private Rule(Who who, Set<Set<String>> clauses, boolean critical) {
        this.who = who;
        this.clauses = clauses;
        this.critical = critical;
    }

    /** Returns the rule that lets every caller pass, even without a token. */
    public static Rule open() {
        return OPEN;
    }

    /** Returns the rule that lets every caller with a valid token pass, whatever its scopes. */
    public static Rule authenticated() {
        return AUTHENTICATED;
    }

    /** Returns the rule that lets no caller pass. */
    public static Rule closed() {
        return CLOSED;
    }

    /**
     * Returns the rule that leaves an endpoint to another door. This door lets no caller pass under this rule: it steps aside if it can,
     * and the other door decides. Only a route line can declare it.
     */
    public static Rule unprotected() {
        return UNPROTECTED;
    }

    /**
     * Returns the rule that requires all of these scopes.
     *
     * @throws IllegalArgumentException if there is none, or one of them cannot be a scope (RFC 6749 section 3.3)
     */
    public static Rule allOf(String... scopes) {
        Set<Set<String>> clauses = new LinkedHashSet<>();
        for (String scope : ScopeTokens.of(List.of(scopes))) {
            clauses.add(Set.of(scope));
        }
        return new Rule(Who.TOKEN_HOLDERS, clauses, false);
    }

    /**
     * Returns the rule that requires at least one of these scopes.
     *
     * @throws IllegalArgumentException if there is none, or one of them cannot be a scope (RFC 6749 section 3.3)
     */
    public static Rule anyOf(String... scopes) {
        return new Rule(Who.TOKEN_HOLDERS, Set.of(ScopeTokens.of(List.of(scopes))), false);
    }

    /**
     * Returns this rule, with the additional requirement that a token must not have been revoked. A rule that lets no caller pass stays as
     * it is.
     */
    public Rule critical() {
        return isClosed() ? this : new Rule(who, clauses, true);
    }

    /** Returns whether a token must not have been revoked. */
    public boolean isCritical() {
        return critical;
    }

    /** Returns a rule that requires both this rule and the other. If only one of them is unprotected, the result is the other one. */
    public Rule and(Rule other) {
        if (isUnprotected() || other.isUnprotected()) {
            return isUnprotected() ? other : this;
        }
        if (isClosed() || other.isClosed()) {
            return CLOSED;
        }
        Set<Set<String>> both = new LinkedHashSet<>(clauses);
        both.addAll(other.clauses);
        return new Rule(who.compareTo(other.who) > 0 ? who : other.who, both, critical || other.critical);
    }

    /**
     * Returns whether this door lets no caller pass, whatever is presented. That includes {@linkplain #isUnprotected() unprotected} rules.
     */
    public boolean isClosed() {
        return who == Who.NOBODY || isUnprotected();
    }

    /** Returns whether a route line leaves the endpoint to another door. This door lets no caller pass under such a rule. */
    public boolean isUnprotected() {
        return who == Who.NOBODY_HERE;
    }

    /** Returns whether this rule lets a caller pass that presented no token. */
    public boolean allowsAnonymous() {
        return who == Who.ANYBODY;
    }

    /** Returns whether this rule lets a caller pass whose verified token has these scopes. */
    public boolean allows(Set<String> scopes) {
        for (Set<String> clause : clauses) {
            if (Collections.disjoint(scopes, clause)) {
                return false;
            }
        }
        return !isClosed();
    }

    /** Returns every scope that this rule names, including alternatives, in the order of declaration. */
    public Set<String> scopes() {
        return clauses.stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rule rule
                && who == rule.who
                && critical == rule.critical
                && clauses.equals(rule.clauses);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * who.hashCode() + Boolean.hashCode(critical)) + clauses.hashCode();
    }

    /** Returns the rule as in a route line: {@code open}, {@code a b}, {@code any(a b) critical}. */
    @Override
    public String toString() {
        return critical ? requirement() + " critical" : requirement();
    }

    private String requirement() {
        return switch (who) {
            case ANYBODY -> "open";
            case NOBODY -> "closed";
            case NOBODY_HERE -> "unprotected";
            case TOKEN_HOLDERS ->
                clauses.isEmpty()
                        ? "authenticated"
                        : clauses.stream().map(Rule::clause).collect(Collectors.joining(" "));
        };
    }

    private static String clause(Set<String> anyOf) {
        String scopes = String.join(" ", anyOf);
        return anyOf.size() == 1 ? scopes : "any(" + scopes + ")";
    }
}
