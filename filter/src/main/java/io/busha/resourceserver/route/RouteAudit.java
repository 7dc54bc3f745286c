package io.busha.resourceserver.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report of what every endpoint of an application requires, where that is declared, and what is likely to be a mistake. Immutable and
 * thread-safe.
 */
public final class RouteAudit {

    /**
     * The scopes of OpenID Connect Core 1.0 sections 5.4 and 11, and {@code offline}, which some issuers use for {@code offline_access}.
     */
    private static final Set<String> OF_OPENID =
            Set.of("openid", "profile", "email", "address", "phone", "offline_access", "offline");

    private final List<Entry> entries;
    private final List<String> warnings;
    private final Set<String> scopes;

    private RouteAudit(List<Entry> entries, List<String> warnings, Set<String> scopes) {
        this.entries = entries;
        this.warnings = warnings;
        this.scopes = scopes;
    }

    /**
     * Creates a report.
     *
     * @param scopes the scopes that endpoints require
     */
    public static RouteAudit of(List<Entry> entries, List<String> warnings, Set<String> scopes) {
        return new RouteAudit(List.copyOf(entries), List.copyOf(warnings), Set.copyOf(scopes));
    }

    /** Returns a copy with these additional warnings. */
    public RouteAudit warningOf(List<String> others) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(others);
        return new RouteAudit(entries, List.copyOf(all), scopes);
    }

    /**
     * Returns one entry for each part of an endpoint that has a rule of its own, sorted by mapping. HEAD has the rule of GET unless it is
     * named.
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Returns a sentence for each endpoint that is not protected, left unprotected, or closed because nothing is declared; and for each
     * route line that is shadowed by an earlier one, does not open an endpoint, closes one instead of leaving it unprotected, or reaches no
     * endpoint.
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Returns a sentence for each required scope that the issuer does not list; none if the issuer lists only scopes of OpenID Connect.
     *
     * @param supported {@code scopes_supported} of the issuer (OpenID Connect Discovery 1.0 section 3)
     */
    public List<String> unknownScopes(Set<String> supported) {
        if (OF_OPENID.containsAll(supported)) {
            return List.of();
        }
        Set<String> unknown = new TreeSet<>(scopes);
        unknown.removeAll(supported);
        return unknown.stream()
                .map(scope -> "scope " + scope + " is required, but the issuer does not list it in scopes_supported")
                .toList();
    }

    /** Returns the report as JSON: an object with {@code endpoints} and {@code warnings}. */
    public String toJson() {
        return "{\"endpoints\":" + array(entries.stream().map(Entry::toJson)) + ",\"warnings\":"
                + array(warnings.stream().map(RouteAudit::quoted)) + "}";
    }

    private static String array(Stream<String> elements) {
        return elements.collect(Collectors.joining(",", "[", "]"));
    }

    /** Returns a text as a JSON string in ASCII (RFC 8259 section 7). */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c < ' ' || c > '~' || c == '"' || c == '\\'
                        ? String.format("\\u%04x", c)
                        : Character.toString(c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** Returns the entries as a table with a header line. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METHODS", "PATH", "ENDPOINT", "REQUIRES", "SAID BY"));
        entries.forEach(entry -> rows.add(List.copyOf(entry.members().values())));
        StringBuilder table = new StringBuilder();
        rows.forEach(row -> table.append(line(row, rows)).append('\n'));
        return table.toString();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            line.append(row.get(at)).append(" ".repeat(width + 2 - row.get(at).length()));
        }
        return line.toString().stripTrailing();
    }

    /**
     * The rule of one part of an endpoint. Immutable.
     *
     * @param methods {@code GET,POST}, {@code *}, or {@code * but GET}
     * @param path the framework's mapping, or the path of the route line that is for a part of it
     * @param endpoint the name of the class or method that answers
     * @param requires {@code open}, {@code authenticated}, {@code closed}, {@code unprotected}, scopes as in a route line, or {@code NOT
     *     PROTECTED}
     * @param saidBy where the rule comes from: the element with the annotation, the route line, both, or {@code nothing declared}; empty if
     *     the endpoint is not protected
     */
    public record Entry(String methods, String path, String endpoint, String requires, String saidBy) {

        private Map<String, String> members() {
            Map<String, String> members = new LinkedHashMap<>();
            members.put("methods", methods);
            members.put("path", path);
            members.put("endpoint", endpoint);
            members.put("requires", requires);
            members.put("said_by", saidBy);
            return members;
        }

        private String toJson() {
            return members().entrySet().stream()
                    .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }

        @Override
        public String toString() {
            return String.join(" ", members().values());
        }
    }
}
