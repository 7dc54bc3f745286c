package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks endpoints and route lines, and records what it finds. Used once, by one thread. */
final class Auditor {

    private static final String HEAD = "HEAD";

    private final RouteTable routes;
    private final List<RouteLine> lines;
    private final List<MappedEndpoint> endpoints;
    private final List<RouteAudit.Entry> entries = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> scopes = new LinkedHashSet<>();
    private final List<Required> required = new ArrayList<>();
    private final UnprotectedEndpoints unprotected;

    /** The rule of an endpoint as a whole, for some methods. */
    private record Required(MappedEndpoint endpoint, Methods methods, Rule rule) {

        boolean contradicts(Required other) {
            return endpoint.differsBySlashFrom(other.endpoint)
                    && !methods.and(other.methods).isEmpty()
                    && !rule.equals(other.rule);
        }
    }

    Auditor(RouteTable routes, List<MappedEndpoint> endpoints, OtherDoor other) {
        this.unprotected = new UnprotectedEndpoints(other);
        this.routes = routes;
        this.lines = routes.lines();
        this.endpoints = endpoints.stream()
                .sorted(Comparator.comparing(MappedEndpoint::mapping))
                .toList();
    }

    RouteAudit audit() {
        endpoints.forEach(this::walk);
        for (int i = 0; i < lines.size(); i++) {
            RouteLine line = lines.get(i);
            if (endpoints.stream().noneMatch(endpoint -> endpoint.meets(line))) {
                warnings.add("route line \"" + line + "\": no endpoint is mapped there");
            }
            lines.subList(0, i).forEach(earlier -> compare(earlier, line));
        }
        refuseContradictions();
        return RouteAudit.of(entries, List.copyOf(warnings), scopes);
    }

    private void refuseContradictions() {
        Set<String> faults = new LinkedHashSet<>(unprotected.faults());
        for (int i = 0; i < required.size(); i++) {
            Required one = required.get(i);
            required.subList(i + 1, required.size()).stream()
                    .filter(one::contradicts)
                    .map(other -> one.endpoint + " requires \"" + one.rule + "\", and " + other.endpoint
                            + " requires \"" + other.rule
                            + "\": they differ only by a trailing slash, so give both the same rule")
                    .forEach(faults::add);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    private void compare(RouteLine earlier, RouteLine later) {
        Methods taken = earlier.takesUnawaresFrom(later);
        if (!taken.isEmpty() && !earlier.rule().equals(later.rule())) {
            warnings.add("route line \"" + later + "\" is shadowed for " + taken + " by the earlier line \"" + earlier
                    + "\" on paths that both match");
        }
    }

    private void walk(MappedEndpoint endpoint) {
        Methods methods = endpoint.methods();
        if (!endpoint.isGuarded()) {
            note(methods, endpoint.mapping(), endpoint, "NOT PROTECTED", "");
            warnings.add("NOT PROTECTED: " + endpoint + ": the filter is not mapped to all of its paths");
        } else if (lines.stream().noneMatch(line -> line.names(HEAD))) {
            walk(endpoint, methods, lines);
        } else {
            walk(endpoint, methods.without(Methods.HEAD), lines);
            walk(endpoint, methods.and(Methods.HEAD), routes.lines(HEAD));
        }
    }

    private void walk(MappedEndpoint endpoint, Methods methods, List<RouteLine> deciding) {
        Methods left = methods;
        Methods partly = Methods.of(Set.of());
        for (RouteLine line : deciding) {
            Methods here = left.and(line.headIncluded());
            if (!here.isEmpty() && reaches(line, endpoint)) {
                decided(endpoint, here, line, !partly.and(here).isEmpty());
                left = endpoint.isWithin(line) ? left.without(here) : left;
                partly = partly.or(here);
            }
        }
        if (!left.isEmpty()) {
            undecided(endpoint, left, !partly.isEmpty());
        }
    }

    /**
     * Returns whether the line applies to the endpoint. For a line that would leave it unprotected, other endpoints that the framework
     * prefers to it do not count: a request could reach either.
     */
    private boolean reaches(RouteLine line, MappedEndpoint endpoint) {
        boolean isLeft = line.rule().isUnprotected() && endpoint.isLeavable();
        return endpoint.meets(line)
                && (isLeft || endpoints.stream().noneMatch(other -> other.takesFrom(endpoint, line)));
    }

    private void decided(MappedEndpoint endpoint, Methods methods, RouteLine line, boolean isTaken) {
        Optional<Declaration> declared = endpoint.declaration();
        Rule own = ruleOf(line, endpoint, methods, isTaken);
        Rule rule = declared.map(one -> one.rule().and(own)).orElse(own);
        String said = declared.map(one -> one.where() + " and ").orElse("") + "route line \"" + line + "\"";
        require(methods, endpoint.meetingWith(line), endpoint, rule, said);
        if (endpoint.isWithin(line)) {
            required.add(new Required(endpoint, methods, rule));
        }
        if (line.rule().equals(Rule.open()) && !rule.equals(Rule.open())) {
            warnings.add("route line \"" + line + "\" does not open " + endpoint + ": it declares \"" + rule
                    + "\", and both must be satisfied");
        }
    }

    private Rule ruleOf(RouteLine line, MappedEndpoint endpoint, Methods methods, boolean isTaken) {
        if (!line.rule().isUnprotected()) {
            return line.rule();
        }
        if (endpoint.isLeavable()) {
            warnings.add(unprotected.check(endpoint, methods, line, isTaken));
            return line.ruleAt(endpoint.path());
        }
        if (!endpoint.isBuiltIn()) {
            warnings.add("route line \"" + line + "\" closes " + endpoint
                    + ": only methods of Spring's controllers can be left unprotected");
        }
        return Rule.closed();
    }

    private void undecided(MappedEndpoint endpoint, Methods methods, boolean spokenOf) {
        Optional<Declaration> declared = endpoint.declaration();
        Rule rule = declared.map(Declaration::rule).orElse(Rule.closed());
        required.add(new Required(endpoint, methods, rule));
        require(
                methods,
                endpoint.mapping(),
                endpoint,
                rule,
                declared.map(Declaration::where).orElse("nothing declared"));
        if (declared.isEmpty() && !spokenOf && !endpoint.isBuiltIn()) {
            warnings.add("closed because no rule is declared: " + endpoint + ": annotate it, or add a route line");
        }
    }

    private void require(Methods methods, String path, MappedEndpoint endpoint, Rule rule, String saidBy) {
        scopes.addAll(rule.scopes());
        note(methods, path, endpoint, routes.effective(rule).toString(), saidBy);
    }

    private void note(Methods methods, String path, MappedEndpoint endpoint, String requires, String saidBy) {
        entries.add(new RouteAudit.Entry(methods.toString(), path, endpoint.handler(), requires, saidBy));
    }
}
