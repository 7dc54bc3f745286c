package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For random lines and endpoints, the audit's table agrees with the decisions. A reader of the table looks up the endpoint that
 * the request reached and takes the first entry for its method and path.
 */
class TableAndDecisionTest {

    private static final int PAIRS = 10_000;
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PROPFIND");

    private final Random random = new Random(20261130);

    private record Mapped(String path, boolean eitherSlash, Set<String> methods, Optional<Rule> declared) {

        EndpointPath paths() {
            EndpointPath paths = EndpointPath.of(path);
            return eitherSlash ? paths.withOrWithoutSlash() : paths;
        }

        Endpoint endpoint() {
            return Endpoint.declaring(declared).at(paths());
        }

        MappedEndpoint audited(int number) {
            MappedEndpoint endpoint =
                    MappedEndpoint.of(path, paths(), "endpoint " + number).mayBeUnprotected();
            MappedEndpoint some = methods.isEmpty() ? endpoint : endpoint.forMethods(methods);
            return declared.map(rule -> some.declaring(Declaration.of(rule, "itself")))
                    .orElse(some);
        }

        boolean takes(String method, String requested) {
            return (methods.isEmpty() || methods.contains(method))
                    && (matches(path, requested) || (eitherSlash && matches(path, other(requested))));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tableAgreesWithDecisions(boolean eitherSlash) {
        int pairs = 0;
        while (pairs < PAIRS) {
            List<Mapped> endpoints = endpoints(eitherSlash);
            String lines = lines();
            RouteTable table;
            RouteAudit audit;
            try {
                table = RouteTable.parse(lines);
                audit = table.audit(audited(endpoints), (method, path) -> Optional.empty());
            } catch (IllegalArgumentException refused) {
                continue;
            }
            for (String path : paths()) {
                for (String method : METHODS) {
                    pairs += compare(endpoints, table, audit, method, path) ? 1 : 0;
                }
            }
        }
    }

    private static List<MappedEndpoint> audited(List<Mapped> endpoints) {
        List<MappedEndpoint> all = new ArrayList<>();
        for (int i = 0; i < endpoints.size(); i++) {
            all.add(endpoints.get(i).audited(i));
        }
        return all;
    }

    /** Returns false if no endpoint handles the request. */
    private static boolean compare(
            List<Mapped> endpoints, RouteTable table, RouteAudit audit, String method, String path) {
        Optional<Mapped> reached = endpoints.stream()
                .filter(endpoint -> endpoint.takes(method, path))
                .min(TableAndDecisionTest::bySpecificity);
        if (reached.isEmpty()) {
            return false;
        }
        Mapped endpoint = reached.get();
        String name = "endpoint " + endpoints.indexOf(endpoint);
        List<RouteAudit.Entry> entries = audit.entries().stream()
                .filter(entry -> entry.endpoint().equals(name) && isFor(entry, method))
                .toList();
        Rule narrower = narrower(table, endpoint, method, path);
        Rule said = rule(read(entries, endpoint, path));
        assertThat(table.ruleFor(method, path, path, endpoint.endpoint()))
                .as("%s %s under %s%n%s", method, path, table.lines(), audit)
                .isEqualTo(narrower.equals(Rule.open()) ? said : said.and(narrower));
        return true;
    }

    private static boolean isFor(RouteAudit.Entry entry, String method) {
        String methods = entry.methods();
        return methods.startsWith("*")
                ? !List.of(methods.replaceAll("^\\*( but )?", "").split(",")).contains(method)
                : List.of(methods.split(",")).contains(method);
    }

    private static String read(List<RouteAudit.Entry> entries, Mapped endpoint, String path) {
        return entries.stream()
                .filter(entry -> isAt(entry, endpoint, path))
                .findFirst()
                .map(RouteAudit.Entry::requires)
                .orElseThrow(() -> new AssertionError("no entry for " + path + " of " + endpoint + ": " + entries));
    }

    private static boolean isAt(RouteAudit.Entry entry, Mapped endpoint, String path) {
        String line = entry.path().split(" in ")[0];
        return entry.path().equals(endpoint.path)
                || matches(line, path)
                || (endpoint.eitherSlash && matches(line, other(path)));
    }

    /** Returns what a line for the path with or without its trailing slash adds, if it comes first and requires anything. */
    private static Rule narrower(RouteTable table, Mapped endpoint, String method, String path) {
        if (endpoint.eitherSlash || !matches(endpoint.path, other(path))) {
            return Rule.open();
        }
        for (RouteLine line : table.lines(method)) {
            if (line.isFor(method)) {
                String pattern = line.path().toString();
                if (matches(pattern, path) || line.path().covers(PathPattern.mapped(endpoint.path))) {
                    return Rule.open();
                }
                if (matches(pattern, other(path))) {
                    return line.rule();
                }
            }
        }
        return Rule.open();
    }

    private static Rule rule(String text) {
        return switch (text) {
            case "open" -> Rule.open();
            case "closed" -> Rule.closed();
            case "authenticated" -> Rule.authenticated();
            case "unprotected" -> Rule.unprotected();
            default -> Rule.allOf(text.split(" "));
        };
    }

    private static boolean matches(String pattern, String path) {
        String regex = Arrays.stream(pattern.split("/", -1))
                .skip(1)
                .map(segment -> segment.equals("**") ? "(/.*)?" : segment.equals("*") ? "/[^/]+" : "/" + segment)
                .reduce("", String::concat);
        return path.matches(regex.isEmpty() ? "/" : regex);
    }

    private static String other(String path) {
        return path.equals("/") ? path : path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
    }

    private static int bySpecificity(Mapped one, Mapped two) {
        return rank(one.path).compareTo(rank(two.path));
    }

    /** Orders literal segments before variables and variables before the rest. */
    private static String rank(String path) {
        return path.replace("/**", "/~~").replaceAll("\\*", "z").toLowerCase(Locale.ROOT);
    }

    /** Returns endpoints with distinct paths. */
    private List<Mapped> endpoints(boolean eitherSlash) {
        Map<String, Mapped> endpoints = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            String path = path(eitherSlash ? 0 : 4);
            Set<String> methods = any(Set.of(), Set.of(), Set.of("GET", "HEAD"), Set.of("POST"), Set.of("HEAD"));
            Optional<Rule> declared =
                    any(Optional.empty(), Optional.empty(), Optional.of(Rule.allOf("d")), Optional.of(Rule.open()));
            endpoints.put(rank(path), new Mapped(path, eitherSlash, methods, declared));
        }
        return List.copyOf(endpoints.values());
    }

    private String lines() {
        return Stream.generate(() -> any("GET", "GET", "*", "POST", "HEAD", "GET,POST") + " " + path(5) + " "
                        + any("open", "closed", "authenticated", "unprotected", "a", "b", "a b"))
                .limit(1 + random.nextInt(4))
                .reduce("", (all, line) -> all + line + "\n");
    }

    /** Adds a trailing slash to some paths. */
    private String path(int oneIn) {
        StringBuilder path = new StringBuilder();
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            path.append('/').append(any("a", "a", "b", "*"));
        }
        String tail = any("", "", "", "/**");
        return path + (tail.isEmpty() && oneIn > 0 && random.nextInt(oneIn) == 0 ? "/" : tail);
    }

    private List<String> paths() {
        return Stream.generate(() -> path(3))
                .map(path -> path.replace("/**", "/c/d").replace("*", any("a", "b", "c")))
                .limit(8)
                .toList();
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
