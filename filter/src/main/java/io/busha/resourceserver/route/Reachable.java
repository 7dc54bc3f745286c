package io.busha.resourceserver.route;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request could reach, while its framework has not chosen an endpoint for it. Good for refusing only: a caller whom none of it
 * would admit has nothing there. Immutable and thread-safe.
 */
public final class Reachable {

    private static final Reachable ANYTHING = new Reachable(List.of(), true, false);

    private static final Reachable CLOSED =
            among(List.of(MappedEndpoint.of("/**", EndpointPath.of("/**"), "nothing that could be opened")));

    private final List<MappedEndpoint> endpoints;
    private final boolean anything;
    private final boolean byAnyMethod;

    private Reachable(List<MappedEndpoint> endpoints, boolean anything, boolean byAnyMethod) {
        this.endpoints = endpoints;
        this.anything = anything;
        this.byAnyMethod = byAnyMethod;
    }

    /** Nobody knows what. */
    public static Reachable anything() {
        return ANYTHING;
    }

    /** What is closed to everybody, unless a route line opens the path. */
    public static Reachable closed() {
        return CLOSED;
    }

    /** Some of these endpoints, by their methods. */
    static Reachable among(List<MappedEndpoint> endpoints) {
        return new Reachable(endpoints, false, false);
    }

    /** The same where the method that the request was sent with may not be the one that it arrives with. */
    public Reachable byAnyMethod() {
        return new Reachable(endpoints, anything, true);
    }

    /** Whether no endpoint can be reached. */
    public boolean isNothing() {
        return !anything && endpoints.isEmpty();
    }

    /**
     * Whether one of them, or a route line for the path alone, would admit a caller. A caller with a token is admitted where he would
     * be by another method: what to answer then is for the framework.
     *
     * @param lines the route lines
     * @param method the request's method
     * @param path the decoded path that the request was dispatched by, within the application
     * @param rawPath the path as it was sent, without the query
     * @param scopes the scopes of the caller's verified token, or null for a caller who presented none
     */
    public boolean admit(RouteTable lines, String method, String path, String rawPath, @Nullable Set<String> scopes) {
        if (anything) {
            return true;
        }
        for (MappedEndpoint mapped : endpoints) {
            for (String one : methods(mapped, method, scopes)) {
                if (lines.ruleFor(one, path, rawPath, mapped.endpoint()).allows(scopes)
                        || lines.ruleFor(one, path, rawPath, mapped.endpointOnAnyPath())
                                .allows(scopes)) {
                    return true;
                }
            }
        }
        return lines.ruleFor(method, path, rawPath, Endpoint.unknown()).allows(scopes);
    }

    /** Whether they are endpoints, and every one of them is unprotected. Such a request's credential is for another door to judge. */
    public boolean isUnprotected(RouteTable lines, String method, String path, String rawPath) {
        List<Rule> rules = endpoints.stream()
                .flatMap(mapped -> methods(mapped, method, null).stream()
                        .map(one -> mapped.isLeavable()
                                ? lines.ruleFor(one, path, rawPath, mapped.endpoint())
                                : Rule.closed()))
                .toList();
        return !anything && !rules.isEmpty() && rules.stream().allMatch(Rule::isUnprotected);
    }

    /** Those that such a request may reach an endpoint by. */
    private List<String> methods(MappedEndpoint mapped, String method, @Nullable Set<String> scopes) {
        if (scopes != null || byAnyMethod) {
            return mapped.methods().beginningWith(method);
        }
        return mapped.methods().contains(method) ? List.of(method) : List.of();
    }

    /**
     * What to tell a caller whom none of them admits: what the narrowest of those for the request's method require, any of it where
     * that differs. If none is for that method, a caller with a token is told what the others require, and so is everybody where the
     * method may change.
     */
    public Rule required(RouteTable lines, String method, String path, String rawPath, @Nullable Set<String> scopes) {
        List<MappedEndpoint> ofMethod = endpoints.stream()
                .filter(mapped -> mapped.methods().contains(method))
                .toList();
        List<MappedEndpoint> meant = byAnyMethod || ofMethod.isEmpty() ? endpoints : ofMethod;
        List<Rule> rules = meant.stream()
                .filter(mapped -> meant.stream().noneMatch(other -> other.path().isPartOf(mapped.path())))
                .flatMap(mapped -> methods(mapped, method, scopes).stream()
                        .limit(1)
                        .map(one -> lines.ruleFor(one, path, rawPath, mapped.endpoint())))
                .filter(rule -> !rule.isClosed())
                .distinct()
                .toList();
        return switch (rules.size()) {
            case 0 -> lines.ruleFor(method, path, rawPath, Endpoint.unknown());
            case 1 -> rules.get(0);
            default -> anyOf(rules);
        };
    }

    private static Rule anyOf(List<Rule> rules) {
        Set<String> scopes = new LinkedHashSet<>();
        rules.forEach(rule -> scopes.addAll(rule.scopes()));
        return scopes.isEmpty() ? Rule.authenticated() : Rule.anyOf(scopes.toArray(new String[0]));
    }
}
