package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The endpoints that a request could reach before its framework has chosen one. Use it only to deny: a caller that none of them would admit
 * cannot reach anything, but a caller that one of them would admit may still be denied. Immutable and thread-safe.
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

    /** Returns an instance for requests that could reach any endpoint, as far as is known. It admits every caller. */
    public static Reachable anything() {
        return ANYTHING;
    }

    /** Returns an instance that is closed to every caller, unless a route line opens the path. */
    public static Reachable closed() {
        return CLOSED;
    }

    /** Creates an instance for these endpoints, each with its methods. */
    static Reachable among(List<MappedEndpoint> endpoints) {
        return new Reachable(endpoints, false, false);
    }

    /** Returns a copy for requests that may arrive with another method than they were sent with. */
    public Reachable byAnyMethod() {
        return new Reachable(endpoints, anything, true);
    }

    /** Returns whether no endpoint can be reached. */
    public boolean isNothing() {
        return !anything && endpoints.isEmpty();
    }

    /**
     * Returns whether one of the endpoints, or a route line for the path alone, would admit a caller with a token, by this method or by
     * another: the framework then decides what to answer.
     *
     * @param scopes the scopes of the caller's verified token
     */
    public boolean admit(Requested request, Set<String> scopes) {
        return admit(request, true, rule -> rule.allows(scopes));
    }

    /** Returns whether one of the endpoints, or a route line for the path alone, would admit a caller without a token. */
    public boolean admitAnonymous(Requested request) {
        return admit(request, false, Rule::allowsAnonymous);
    }

    private boolean admit(Requested request, boolean hasToken, Predicate<Rule> admits) {
        if (anything) {
            return true;
        }
        for (MappedEndpoint mapped : endpoints) {
            for (String method : methods(mapped, request.method(), hasToken)) {
                Requested one = request.by(method);
                if (admits.test(one.ruleAt(mapped.endpoint())) || admits.test(one.ruleAt(mapped.endpointOnAnyPath()))) {
                    return true;
                }
            }
        }
        return admits.test(request.ruleAt(Endpoint.unknown()));
    }

    /**
     * Returns whether at least one endpoint can be reached and every one of them is unprotected. Another door judges the credential of such
     * a request.
     */
    public boolean isUnprotected(Requested request) {
        List<Rule> rules = endpoints.stream()
                .flatMap(mapped -> methods(mapped, request.method(), false).stream()
                        .map(one -> mapped.isLeavable() ? request.by(one).ruleAt(mapped.endpoint()) : Rule.closed()))
                .toList();
        return !anything && !rules.isEmpty() && rules.stream().allMatch(Rule::isUnprotected);
    }

    /** Returns the methods by which such a request may reach an endpoint. */
    private List<String> methods(MappedEndpoint mapped, String method, boolean hasToken) {
        if (hasToken || byAnyMethod) {
            return mapped.methods().beginningWith(method);
        }
        return mapped.methods().contains(method) ? List.of(method) : List.of();
    }

    /**
     * Returns the rule to report to a caller that none of the endpoints admits: that of the narrowest endpoints for the request's method
     * or, if they differ, any of their scopes. If no endpoint is for that method, a caller with a token gets the rule of the others. If the
     * method may change, every caller gets the rule of the endpoints for all methods. If there is no such rule, the rule of the route lines
     * for the path counts.
     */
    public Rule required(Requested request, boolean hasToken) {
        List<MappedEndpoint> ofMethod = endpoints.stream()
                .filter(mapped -> mapped.methods().contains(request.method()))
                .toList();
        List<MappedEndpoint> meant = byAnyMethod || ofMethod.isEmpty() ? endpoints : ofMethod;
        List<Rule> rules = meant.stream()
                .filter(mapped -> meant.stream().noneMatch(other -> other.path().isPartOf(mapped.path())))
                .flatMap(mapped -> methods(mapped, request.method(), hasToken).stream()
                        .limit(1)
                        .map(one -> request.by(one).ruleAt(mapped.endpoint())))
                .filter(rule -> !rule.isClosed())
                .distinct()
                .toList();
        return switch (rules.size()) {
            case 0 -> request.ruleAt(Endpoint.unknown());
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
