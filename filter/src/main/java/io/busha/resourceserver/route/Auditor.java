package io.busha.resourceserver.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks endpoints and route lines, and writes down what it finds. Used once, by one thread. */
final class Auditor {

    private static final Methods HEAD = Methods.of(Set.of("HEAD"));

    private final List<RouteLine> lines;
    private final List<MappedEndpoint> endpoints;
    private final List<RouteAudit.Entry> entries = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> scopes = new LinkedHashSet<>();

    Auditor(List<RouteLine> lines, List<MappedEndpoint> endpoints) {
        this.lines = lines;
        this.endpoints = endpoints.stream()
                .sorted(Comparator.comparing(MappedEndpoint::mapping))
                .toList();
    }

    List<RouteAudit.Entry> entries() {
        return List.copyOf(entries);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    Set<String> scopes() {
        return scopes;
    }

    void walk() {
        endpoints.forEach(this::walk);
        for (int i = 0; i < lines.size(); i++) {
            RouteLine line = lines.get(i);
            if (endpoints.stream().noneMatch(endpoint -> endpoint.meets(line))) {
                warnings.add("route line \"" + line + "\": no endpoint is mapped there");
            }
            lines.subList(0, i).forEach(earlier -> compare(earlier, line));
        }
    }

    private void compare(RouteLine earlier, RouteLine later) {
        Methods taken = earlier.takesUnawaresFrom(later);
        if (!taken.isEmpty() && !earlier.rule().equals(later.rule())) {
            warnings.add("route line \"" + later + "\" is shadowed for " + taken + ": where \"" + earlier
                    + "\" matches too, that decides");
        }
    }

    private void walk(MappedEndpoint endpoint) {
        Methods methods = endpoint.methods();
        if (!endpoint.isGuarded()) {
            note(methods, endpoint.mapping(), endpoint, "NOT PROTECTED", "");
            warnings.add("NOT PROTECTED: " + endpoint + ": the filter is not mapped on all of it");
        } else if (lines.stream().noneMatch(line -> line.names("HEAD"))) {
            walk(endpoint, methods, lines, false);
        } else {
            walk(endpoint, methods.without(HEAD), lines, false);
            walk(endpoint, methods.and(HEAD), headLines(), true);
        }
    }

    /** The lines that decide on HEAD: those that name it, then those for GET. */
    private List<RouteLine> headLines() {
        return Stream.concat(
                        lines.stream().filter(line -> line.names("HEAD")),
                        lines.stream().filter(line -> line.methods().contains("GET")))
                .toList();
    }

    private void walk(MappedEndpoint endpoint, Methods methods, List<RouteLine> deciding, boolean asHead) {
        Methods left = methods;
        boolean spokenOf = false;
        for (RouteLine line : deciding) {
            boolean headToo = asHead || line.methods().contains("GET");
            Methods here = left.and(headToo ? line.methods().or(HEAD) : line.methods());
            if (!here.isEmpty() && reaches(line, endpoint)) {
                decided(endpoint, here, line);
                left = endpoint.isWithin(line) ? left.without(here) : left;
                spokenOf = true;
            }
        }
        if (!left.isEmpty()) {
            undecided(endpoint, left, spokenOf);
        }
    }

    private boolean reaches(RouteLine line, MappedEndpoint endpoint) {
        return endpoint.meets(line) && endpoints.stream().noneMatch(other -> other.takesFrom(endpoint, line));
    }

    private void decided(MappedEndpoint endpoint, Methods methods, RouteLine line) {
        Optional<Declaration> declared = endpoint.declaration();
        Rule rule = declared.map(own -> own.rule().and(line.rule())).orElse(line.rule());
        String said = declared.map(own -> own.where() + " and ").orElse("") + "route line \"" + line + "\"";
        require(methods, endpoint.meetingWith(line), endpoint, rule, said);
        if (line.rule().equals(Rule.open()) && !rule.equals(Rule.open())) {
            warnings.add("route line \"" + line + "\" does not open " + endpoint + ": it declares \"" + rule
                    + "\", and both must be satisfied");
        }
    }

    private void undecided(MappedEndpoint endpoint, Methods methods, boolean spokenOf) {
        Optional<Declaration> declared = endpoint.declaration();
        Rule rule = declared.map(Declaration::rule).orElse(Rule.closed());
        require(
                methods,
                endpoint.mapping(),
                endpoint,
                rule,
                declared.map(Declaration::where).orElse("nothing declared"));
        if (declared.isEmpty() && !spokenOf && !endpoint.isBuiltIn()) {
            warnings.add("undeclared, and so closed: " + endpoint + ": annotate it, or add a route line");
        }
    }

    private void require(Methods methods, String path, MappedEndpoint endpoint, Rule rule, String saidBy) {
        scopes.addAll(rule.scopes());
        note(methods, path, endpoint, rule.toString(), saidBy);
    }

    private void note(Methods methods, String path, MappedEndpoint endpoint, String requires, String saidBy) {
        entries.add(new RouteAudit.Entry(methods.toString(), path, endpoint.handler(), requires, saidBy));
    }
}
