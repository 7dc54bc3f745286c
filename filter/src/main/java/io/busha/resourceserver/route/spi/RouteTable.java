package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules by method and path, for endpoints that cannot carry an annotation. A line is {@code METHOD[,METHOD]|* PATH RULE}. Lines end with a
 * newline or {@code ;}. A {@code #} at the start of a line or after a blank begins a comment that ends with the newline. The first line
 * that matches decides. Immutable and thread-safe.
 */
public final class RouteTable {

    private static final String HEAD = "HEAD";

    private final List<RouteLine> lines;
    private final List<RouteLine> headLines;
    private final List<String> unprotected;
    private final boolean critical;

    private RouteTable(List<RouteLine> lines, boolean critical) {
        this.critical = critical;
        this.lines = List.copyOf(lines);
        this.headLines = List.copyOf(headLines(lines));
        this.unprotected = lines.stream()
                .filter(line -> line.rule().isUnprotected())
                .map(RouteLine::toString)
                .toList();
    }

    /**
     * Reads route lines.
     *
     * @throws IllegalArgumentException if a line is malformed, unreachable or contradicts another line; the message lists every such line
     */
    public static RouteTable parse(String text) {
        List<RouteLine> lines = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String line : withoutComments(text).split("[;\\n\\r]")) {
            if (line.isBlank()) {
                continue;
            }
            try {
                RouteLine parsed = RouteLine.parse(line);
                refuseHidden(parsed, lines);
                refuseContradiction(parsed, lines);
                lines.add(parsed);
            } catch (IllegalArgumentException e) {
                faults.add("\"" + line.strip() + "\": " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new RouteTable(lines, false);
    }

    /** Returns a copy under which every endpoint is critical that lets anybody pass. */
    public RouteTable critical() {
        return new RouteTable(lines, true);
    }

    /** Returns whether a line makes an endpoint critical, or all are. */
    public boolean isAnyCritical() {
        return critical || lines.stream().anyMatch(line -> line.rule().isCritical());
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)(^|[\\s;])#[^\\n\\r]*", "$1");
    }

    private static void refuseHidden(RouteLine line, List<RouteLine> earlier) {
        List<RouteLine> all = new ArrayList<>(earlier);
        all.add(line);
        List<RouteLine> beforeOnHead = headLines(all);
        beforeOnHead = beforeOnHead.subList(0, Math.max(0, beforeOnHead.indexOf(line)));
        if (line.left(Methods.ANY.without(Methods.HEAD), earlier).isEmpty()
                && line.left(Methods.HEAD, beforeOnHead).isEmpty()) {
            throw new IllegalArgumentException("it can never apply: earlier lines match all of its requests");
        }
    }

    private static void refuseContradiction(RouteLine line, List<RouteLine> earlier) {
        for (RouteLine other : earlier) {
            if (line.differsBySlashFrom(other) && !line.rule().equals(other.rule())) {
                throw new IllegalArgumentException("it differs from \"" + other + "\" only by a trailing slash, but has"
                        + " another rule: many servers serve both paths by one endpoint, so give both the same rule");
            }
        }
    }

    /**
     * Returns the lines that are for HEAD, in the order in which they are tried. A line for GET is for HEAD too, but a line that names HEAD
     * comes before those.
     */
    private static List<RouteLine> headLines(List<RouteLine> lines) {
        List<RouteLine> ordered = new ArrayList<>();
        for (RouteLine line : lines) {
            if (line.isFor(HEAD)) {
                ordered.add(line.names(HEAD) ? placeOf(line, ordered) : ordered.size(), line);
            }
        }
        return ordered;
    }

    /** Returns the place after the last line that is for HEAD itself, not because of GET, and that shares a path with this line. */
    private static int placeOf(RouteLine line, List<RouteLine> ordered) {
        int place = ordered.size();
        while (place > 0 && !ordered.get(place - 1).takesHeadFrom(line)) {
            place--;
        }
        return place;
    }

    /** Returns the lines that may decide on a request with this method, in the order in which they are tried. */
    List<RouteLine> lines(String method) {
        return method.equals(HEAD) ? headLines : lines;
    }

    /** Returns the lines as they were written. */
    List<RouteLine> lines() {
        return lines;
    }

    /** Returns the lines that leave endpoints unprotected, as they would be written. */
    public List<String> unprotected() {
        return unprotected;
    }

    /**
     * Returns what an endpoint requires: both its declaration and the line that decides. An endpoint with neither is closed. If a line
     * decides, a path that was sent in an odd spelling is closed. A standard method in different case is always closed.
     *
     * @param method the request's method
     * @param path the decoded path that the request was dispatched by, within the application
     * @param rawPath the path as it was sent, without the query
     * @param endpoint the endpoint that the request has reached
     */
    public Rule ruleFor(String method, String path, String rawPath, Endpoint endpoint) {
        if (Methods.isMisspelt(method)) {
            return Rule.closed();
        }
        Optional<Rule> said = said(method, path, endpoint);
        if (said.isEmpty()) {
            return effective(endpoint.declaredRule().orElseGet(Rule::closed));
        }
        return RawPath.isOdd(rawPath)
                ? Rule.closed()
                : effective(endpoint.declaredRule()
                        .map(declared -> declared.and(said.get()))
                        .orElseGet(said::get));
    }

    /** Returns what a rule amounts to: it is critical if all are. */
    public Rule effective(Rule rule) {
        return critical ? rule.critical() : rule;
    }

    /** Returns whether a line decides on such a request, or narrows what it requires. */
    public boolean speaksOf(String method, String path, Endpoint endpoint) {
        return said(method, path, endpoint).isPresent();
    }

    private Optional<Rule> said(String method, String path, Endpoint endpoint) {
        return lines.isEmpty() || !path.startsWith("/")
                ? Optional.empty()
                : said(method, RequestPath.of(path), endpoint);
    }

    /**
     * Returns what the lines require; empty if none applies. An endpoint may or may not distinguish {@code /x/} from {@code /x}, so a
     * line for the other spelling narrows what is required, and never opens anything. The same holds for a line that matches only the text
     * of a path that a lax framework led here.
     */
    private Optional<Rule> said(String method, RequestPath path, Endpoint endpoint) {
        EndpointPath mapped =
                endpoint.path().filter(paths -> paths.mayBeReachedBy(path)).orElse(null);
        RequestPath otherPath = path.withOtherSlash();
        Optional<Rule> other = Optional.empty();
        for (RouteLine line : lines(method)) {
            if (!line.isFor(method)) {
                continue;
            }
            if (line.decides(path, mapped)) {
                return Optional.of(narrowed(line.ruleAt(mapped), other));
            }
            if (other.isEmpty()
                    && (line.decides(otherPath, mapped) || line.path().matches(path))) {
                other = Optional.of(line.rule());
            }
        }
        return other.filter(rule -> !rule.equals(Rule.open())).isPresent()
                ? Optional.of(narrowed(endpoint.declaredRule().orElseGet(Rule::closed), other))
                : Optional.empty();
    }

    /**
     * Audits these endpoints under these lines.
     *
     * @param other the door that decides on endpoints that a line leaves unprotected
     * @throws IllegalArgumentException if two endpoints whose paths differ only by a trailing slash have different rules, or a line leaves
     *     an endpoint unprotected although it is not for all of its paths, the endpoint has a declaration, or the other door would not
     *     protect it
     */
    public RouteAudit audit(List<MappedEndpoint> endpoints, OtherDoor other) {
        return new Auditor(this, endpoints, other).audit();
    }

    private static Rule narrowed(Rule rule, Optional<Rule> other) {
        return other.map(rule::and).orElse(rule);
    }
}
