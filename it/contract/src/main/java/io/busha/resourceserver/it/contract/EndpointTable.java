package io.busha.resourceserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of an audit, used to predict the outcome of a request. */
final class EndpointTable {

    private static final Pattern CLAUSE = Pattern.compile("any\\(([^)]*)\\)|(\\S+)");

    private record Entry(String methods, String path, String endpoint, String requires) {

        static Entry of(String line, int[] columns) {
            return new Entry(
                    column(line, columns, 0),
                    column(line, columns, 1),
                    column(line, columns, 2),
                    column(line, columns, 3));
        }

        private static String column(String line, int[] columns, int number) {
            return line.substring(columns[number], Math.min(line.length(), columns[number + 1]))
                    .strip();
        }

        /** Returns whether the endpoint belongs to the application, not to the framework or container. */
        boolean isOfApplication() {
            return endpoint.startsWith("io.busha.");
        }

        boolean isFor(String method) {
            return methods.startsWith("*")
                    ? !List.of(methods.replaceFirst("^\\*( but )?", "").split(","))
                            .contains(method)
                    : List.of(methods.split(",")).contains(method);
        }

        boolean isAt(String requested, Mapped endpoint) {
            String[] line = path.split(" in ");
            String asMapped = endpoint.isPrefix() ? line[0] : line[0].replaceAll("/$", "");
            return path.equals(endpoint.mapping())
                    || (matches(asMapped, requested) && (line.length == 1 || line[1].equals(endpoint.mapping())));
        }

        private static boolean matches(String line, String requested) {
            String regex =
                    line.replaceAll("\\{[^}]*}|(?<=/)\\*(?!\\*)", "[^/]+").replaceAll("/\\*\\*$", "(/.*)?");
            return requested.matches(regex);
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    private EndpointTable() {}

    /** Parses the audit's text, whose first line has the headings. */
    static EndpointTable of(String text) {
        EndpointTable table = new EndpointTable();
        List<String> lines = text.lines().toList();
        int[] columns = Stream.of("METHODS", "PATH", "ENDPOINT", "REQUIRES", "SAID BY")
                .mapToInt(heading -> lines.get(0).indexOf(heading))
                .toArray();
        lines.stream()
                .skip(1)
                .map(line -> Entry.of(line, columns))
                .filter(entry -> entry.path().startsWith("/") && entry.isOfApplication())
                .forEach(table.entries::add);
        return table;
    }

    /** An endpoint by its mapping, and the classes that handle it: possibly another one for each method. */
    record Mapped(String mapping, Set<String> handlers) {

        /** Returns whether it handles every path below a prefix. */
        boolean isPrefix() {
            return mapping.endsWith("*");
        }
    }

    /** Returns the endpoint with one of these mappings. Not for tables whose lines cover only a part of an endpoint. */
    Mapped find(List<String> mappings) {
        List<Entry> found = entries.stream()
                .filter(entry -> mappings.contains(entry.path()))
                .toList();
        assertThat(found).as("%s in %s", mappings, this).isNotEmpty();
        return new Mapped(
                found.get(0).path(), found.stream().map(Entry::endpoint).collect(Collectors.toSet()));
    }

    /** Returns the status that a caller gets, and whether the endpoint is closed. */
    String outcome(String path, Mapped endpoint, String method, @Nullable List<String> scopes) {
        String requires = entries.stream()
                .filter(entry -> endpoint.handlers().contains(entry.endpoint()) && entry.isFor(method))
                .filter(entry -> entry.isAt(path, endpoint))
                .findFirst()
                .map(Entry::requires)
                .orElse("closed");
        return outcome(requires, scopes);
    }

    private static String outcome(String rule, @Nullable List<String> scopes) {
        String requires = rule.replaceFirst(" critical$", "");
        if (requires.equals("closed")) {
            return "403 closed";
        }
        if (scopes == null) {
            return requires.equals("open") ? "200" : "401";
        }
        return requires.equals("open") || requires.equals("authenticated") || holds(requires, scopes) ? "200" : "403";
    }

    private static boolean holds(String requires, List<String> scopes) {
        Matcher clauses = CLAUSE.matcher(requires);
        while (clauses.find()) {
            List<String> anyOf = clauses.group(1) == null
                    ? List.of(clauses.group(2))
                    : List.of(clauses.group(1).split(" "));
            if (anyOf.stream().noneMatch(scopes::contains)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return String.join("\n", entries.stream().map(Entry::toString).toList());
    }
}
