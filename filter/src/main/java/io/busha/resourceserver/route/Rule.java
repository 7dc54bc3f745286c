package io.busha.resourceserver.route;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint requires of its caller. Immutable and thread-safe; two rules that ask the same are equal.
 */
public final class Rule {

    private static final Rule OPEN = new Rule(Who.ANYBODY, Set.of());
    private static final Rule AUTHENTICATED = new Rule(Who.TOKEN_HOLDERS, Set.of());
    private static final Rule CLOSED = new Rule(Who.NOBODY, Set.of());
    private static final Rule UNPROTECTED = new Rule(Who.NOBODY_HERE, Set.of());

    private enum Who {
        ANYBODY,
        TOKEN_HOLDERS,
        NOBODY,
        NOBODY_HERE
    }

    private final Who who;
    private final Set<Set<String>> clauses;

    private Rule(Who who, Set<Set<String>> clauses) {
        this.who = who;
        this.clauses = clauses;
    }

    /** Everybody may pass, without a token too. */
    public static Rule open() {
        return OPEN;
    }

    /** Whoever has a valid token may pass, whatever its scopes. */
    public static Rule authenticated() {
        return AUTHENTICATED;
    }

    /** Nobody may pass. */
    public static Rule closed() {
        return CLOSED;
    }

    /** The door lets nobody pass by this rule: it steps aside where it can, and another one decides. Only a route line says so. */
    static Rule unprotected() {
        return UNPROTECTED;
    }

    /**
     * Who holds all of these scopes may pass.
     *
     * @throws IllegalArgumentException if there is none, or one of them cannot be a scope (RFC 6749 section 3.3)
     */
    public static Rule allOf(String... scopes) {
        Set<Set<String>> clauses = new LinkedHashSet<>();
        for (String scope : ScopeTokens.of(List.of(scopes))) {
            clauses.add(Set.of(scope));
        }
        return new Rule(Who.TOKEN_HOLDERS, clauses);
    }

    /**
     * Who holds at least one of these scopes may pass.
     *
     * @throws IllegalArgumentException if there is none, or one of them cannot be a scope (RFC 6749 section 3.3)
     */
    public static Rule anyOf(String... scopes) {
        return new Rule(Who.TOKEN_HOLDERS, Set.of(ScopeTokens.of(List.of(scopes))));
    }

    /** A rule that asks for both this and the other. What only one of them leaves unprotected is protected by the other. */
    public Rule and(Rule other) {
        if (isUnprotected() || other.isUnprotected()) {
            return isUnprotected() ? other : this;
        }
        if (isClosed() || other.isClosed()) {
            return CLOSED;
        }
        Set<Set<String>> both = new LinkedHashSet<>(clauses);
        both.addAll(other.clauses);
        return new Rule(who.compareTo(other.who) > 0 ? who : other.who, both);
    }

    /** Whether nobody may pass, whatever is presented. */
    public boolean isClosed() {
        return who == Who.NOBODY || isUnprotected();
    }

    /** Whether a route line leaves the endpoint to another door; this one lets nobody pass by it. */
    public boolean isUnprotected() {
        return who == Who.NOBODY_HERE;
    }

    /**
     * Whether this rule lets a caller pass.
     *
     * @param scopes the scopes of the caller's verified token, or null for a caller who presented none
     */
    public boolean allows(@Nullable Set<String> scopes) {
        if (scopes == null) {
            return who == Who.ANYBODY;
        }
        for (Set<String> clause : clauses) {
            if (Collections.disjoint(scopes, clause)) {
                return false;
            }
        }
        return !isClosed();
    }

    /** Every scope that this rule names, alternatives included, in the order of their declaration. */
    public Set<String> scopes() {
        return clauses.stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rule rule && who == rule.who && clauses.equals(rule.clauses);
    }

    @Override
    public int hashCode() {
        return 31 * who.hashCode() + clauses.hashCode();
    }

    /** The rule as a route line says it: {@code open}, {@code a b}, {@code any(a b)}. */
    @Override
    public String toString() {
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
