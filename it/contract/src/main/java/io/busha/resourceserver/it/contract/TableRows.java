package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.RawHttp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares, for random route lines, the audit's table with the decision on every spelling of each endpoint's path. */
final class TableRows {

    /** The number of pairs of lines and requests; in the short form, for one set of lines. */
    private static final int PAIRS = HttpContract.ALL ? 10_000 : 1;

    private static final int ACCOUNTS = HttpContract.ALL ? 60 : 20;
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE");
    private static final List<String> SCOPES = List.of("balances:read", "table:a", "table:b");
    private static final List<String> RULES =
            List.of("open", "authenticated", "closed", "table:a", "table:b", "table:a table:b", "any(table:a table:b)");

    private final Bench bench;
    private final Random random;
    private final Map<List<String>, Boolean> served = new HashMap<>();
    private final Map<List<String>, String> tokens = new HashMap<>();

    private TableRows(Bench bench, Random random) {
        this.bench = bench;
        this.random = random;
    }

    /** An endpoint: a path that reaches it, and the mappings that it may have. */
    private record Reached(String path, List<String> mappings) {

        static Stream<Reached> all() {
            return Stream.concat(
                    Stream.of("/reports/salaries", "/reports/other", "/open", "/balances", "/undeclared", "/foobar")
                            .map(path -> new Reached(path, List.of(path, path.replaceAll("[^/]+$", "*")))),
                    Stream.iterate(0, i -> i < ACCOUNTS, i -> i + 1)
                            .map(i -> new Reached("/acc/" + i, List.of("/acc/{id}", "/acc/*"))));
        }

        List<String> spellings() {
            int last = path.lastIndexOf('/') + 1;
            String encoded = String.format("%%%02x", (int) path.charAt(last));
            return List.of(
                    path, path + "/", path + ";x=1", path.substring(0, last) + encoded + path.substring(last + 1));
        }
    }

    /** Adds the cases of the row. */
    static void random(Bench bench, Cases cases) throws Exception {
        Bench open = bench.beside(Map.of("routes", "* /** open"));
        cases.play("random lines", () -> {
            int compared = 0;
            for (int set = 0; compared < PAIRS; set++) {
                compared += new TableRows(bench, new Random(set)).play(open);
            }
        });
    }

    /** Compares, and returns the number of pairs. */
    private int play(Bench open) throws Exception {
        EndpointTable mapped = EndpointTable.of(open.door().table()); // before the other door can log one
        String lines = lines();
        Bench door = bench.beside(Map.of("routes", lines));
        EndpointTable table = EndpointTable.of(door.door().table());
        int compared = 0;
        for (Reached endpoint : Reached.all().toList()) {
            EndpointTable.Mapped found = mapped.find(endpoint.mappings());
            for (String method : METHODS) {
                for (int spelling = 0; spelling < endpoint.spellings().size(); spelling++) {
                    boolean isOfItsOwn = isOfItsOwn(found, endpoint.spellings().get(spelling));
                    if (!isOfItsOwn && isServed(open, endpoint, method, spelling)) {
                        compare(door, table, found, endpoint, method, spelling, lines);
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).as("compared pairs of lines and requests").isGreaterThanOrEqualTo(ACCOUNTS * 10);
        return compared;
    }

    /** Returns whether the application serves this with every line open. All accounts behave alike. */
    private boolean isServed(Bench open, Reached endpoint, String method, int spelling) {
        String alike = endpoint.path().replaceAll("\\d+", "0");
        return served.computeIfAbsent(
                List.of(alike, method, "" + spelling),
                key -> send(open, method, endpoint.spellings().get(spelling), SCOPES)
                                .status()
                        == 200);
    }

    private void compare(
            Bench door,
            EndpointTable table,
            EndpointTable.Mapped mapped,
            Reached endpoint,
            String method,
            int spelling,
            String lines) {
        @Nullable List<String> scopes = random.nextInt(4) == 0
                ? null
                : SCOPES.stream().filter(scope -> random.nextBoolean()).toList();
        String path = endpoint.spellings().get(spelling);
        String expected = table.outcome(endpoint.path(), mapped, method, scopes);
        String outcome = outcome(send(door, method, path, scopes));
        // Below a prefix, a line for the path with or without a trailing slash may require more than the table says.
        boolean asksForMore = mapped.isPrefix() && !outcome.equals("200");
        assertThat(asksForMore ? expected : outcome)
                .as("%s %s with %s under%n%s%n%s", method, path, scopes, lines, table)
                .isEqualTo(expected);
    }

    /** Returns whether the table may not cover this path: below a prefix, a trailing slash may make another path for the servlet. */
    private static boolean isOfItsOwn(EndpointTable.Mapped mapped, String path) {
        return mapped.isPrefix() && path.endsWith("/");
    }

    private static String outcome(RawHttp.Response response) {
        return response.status()
                + (response.status() == 403
                                && response.headers("WWW-Authenticate").isEmpty()
                        ? " closed"
                        : "");
    }

    private RawHttp.Response send(Bench door, String method, String path, @Nullable List<String> scopes) {
        Request request = Request.of(method, path).header(Door.CASE + ": " + UUID.randomUUID());
        return (scopes == null ? request : request.bearer(token(scopes)))
                .send(door.door().uri());
    }

    private String token(List<String> scopes) {
        return tokens.computeIfAbsent(scopes, some -> bench.issuer()
                .accessToken()
                .scopes(some.toArray(new String[0]))
                .sign());
    }

    /** Returns random lines, the precise ones first so that no line is hidden, with one spelling for each path. */
    private String lines() {
        List<String> paths = new ArrayList<>(Reached.all().map(Reached::path).toList());
        paths.removeIf(path -> random.nextInt(3) == 0);
        paths.addAll(List.of("/acc/{id}", "/reports/{name}", "/acc/**", "/*", "/**"));
        StringBuilder lines = new StringBuilder();
        for (String path : paths) {
            String spelling = path.endsWith("*") || random.nextInt(5) > 0 ? path : path + "/";
            for (String methods : List.of("HEAD", "GET,DELETE", "POST", "*")) {
                if (random.nextInt(3) == 0) {
                    lines.append(methods + " " + spelling + " " + RULES.get(random.nextInt(RULES.size())) + "\n");
                }
            }
        }
        return lines.toString();
    }
}
