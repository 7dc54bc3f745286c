package io.busha.resourceserver.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules by method and path, for endpoints that cannot carry an annotation. A line is {@code METHOD[,METHOD]|* PATH RULE};
 * lines end with a newline or {@code ;}, a {@code #} at the start of a line or after a blank begins a comment that ends
 * with the newline. The first line that matches decides. Immutable and thread-safe.
 */
public final class RouteTable {

    private static final String HEAD = "HEAD";

    private final List<RouteLine> lines;

    private RouteTable(List<RouteLine> lines) {
        this.lines = lines;
    }

    /**
     * Reads route lines.
     *
     * @throws IllegalArgumentException naming every line that is wrong or can never be reached
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
                if (parsed.isHiddenBy(lines)) {
                    throw new IllegalArgumentException("no request reaches it: earlier lines take them all");
                }
                lines.add(parsed);
            } catch (IllegalArgumentException e) {
                faults.add("\"" + line.strip() + "\": " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        return new RouteTable(List.copyOf(lines));
    }

    private static String withoutComments(String text) {
        return text.replaceAll("(?m)(^|[\\s;])#[^\\n\\r]*", "$1");
    }

    List<RouteLine> lines() {
        return lines;
    }

    /**
     * What an endpoint requires: its declaration and the line that matches, both; closed where there is neither. Where a
     * line decides, a path that was sent in an odd spelling is closed.
     *
     * @param method the request's method
     * @param path the decoded path that the request was dispatched by, within the application
     * @param rawPath the path as it was sent, without the query
     * @param declared the rule that the endpoint itself declares, or null
     */
    public Rule ruleFor(String method, String path, String rawPath, @Nullable Rule declared) {
        RouteLine line = match(method, path);
        if (line == null) {
            return declared == null ? Rule.closed() : declared;
        }
        if (RawPath.isOdd(rawPath)) {
            return Rule.closed();
        }
        return declared == null ? line.rule() : declared.and(line.rule());
    }

    /** HEAD has the rule of GET unless a line names it. */
    private @Nullable RouteLine match(String method, String path) {
        RouteLine own = first(method, path);
        boolean asGet = method.equals(HEAD) && (own == null || !own.names(HEAD));
        return asGet ? first("GET", path) : own;
    }

    private @Nullable RouteLine first(String method, String path) {
        for (RouteLine line : lines) {
            if (line.matches(method, path)) {
                return line;
            }
        }
        return null;
    }
}
