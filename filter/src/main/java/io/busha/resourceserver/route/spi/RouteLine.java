package io.busha.resourceserver.route.spi;

import io.busha.resourceserver.route.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of a {@link RouteTable}: {@code METHOD[,METHOD]|* PATH RULE}. */
final class RouteLine {

    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final String ANY_METHOD = "*";
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]*");
    private static final Pattern CRITICAL = Pattern.compile("(.*\\S)\\s+critical");
    private static final Pattern ANY_OF = Pattern.compile("any\\s*\\((.*)\\)");
    private static final Set<String> WORDS =
            Set.of("open", "authenticated", "closed", "unprotected", "any", "critical");

    private final Methods methods;
    private final PathPattern path;
    private final Rule rule;

    private RouteLine(Methods methods, PathPattern path, Rule rule) {
        this.methods = methods;
        this.path = path;
        this.rule = rule;
    }

    static RouteLine parse(String line) {
        String[] parts = line.strip().split("\\s+", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("a line has the form METHOD PATH RULE");
        }
        return new RouteLine(methods(parts[0]), PathPattern.parse(parts[1]), rule(parts[2]));
    }

    private static Methods methods(String text) {
        List<String> names = List.of(text.split(",", -1));
        if (names.equals(List.of(ANY_METHOD))) {
            return Methods.ANY;
        }
        for (String name : names) {
            if (!METHOD.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + name + "\" is not a method: write GET, GET,POST or *");
            }
        }
        return Methods.of(new HashSet<>(names));
    }

    private static Rule rule(String text) {
        if (text.contains(",")) {
            throw new IllegalArgumentException("separate scopes by blanks, not by commas");
        }
        Matcher critical = CRITICAL.matcher(text);
        if (critical.matches()) {
            Rule rule = rule(critical.group(1));
            if (rule.allowsAnonymous() || rule.isClosed() || rule.isCritical()) {
                throw new IllegalArgumentException("only a rule that requires a token can be critical, once: write"
                        + " authenticated critical, scopes critical or any(scopes) critical");
            }
            return rule.critical();
        }
        Matcher anyOf = ANY_OF.matcher(text);
        if (anyOf.matches()) {
            return Rule.anyOf(scopes(anyOf.group(1)));
        }
        return switch (text) {
            case "open" -> Rule.open();
            case "authenticated" -> Rule.authenticated();
            case "closed" -> Rule.closed();
            case "unprotected" -> Rule.unprotected();
            default -> Rule.allOf(scopes(text));
        };
    }

    private static String[] scopes(String text) {
        String[] scopes = text.strip().split("\\s+");
        for (String scope : scopes) {
            if (WORDS.contains(scope.toLowerCase(Locale.ROOT)) || scope.contains("(") || scope.contains(")")) {
                throw new IllegalArgumentException("\"" + text + "\" is not a rule: write open, authenticated, closed,"
                        + " unprotected, scopes or any(scopes), and critical after a rule that requires a token");
            }
        }
        return scopes;
    }

    Rule rule() {
        return rule;
    }

    /**
     * Returns the rule of this line at an endpoint on these paths; null if they are unknown. {@code unprotected} becomes closed unless this
     * line is for all of them: the text of a request's path alone never leaves an endpoint unprotected.
     */
    Rule ruleAt(@Nullable EndpointPath mapped) {
        return !rule.isUnprotected() || (mapped != null && mapped.isWithin(path)) ? rule : Rule.closed();
    }

    PathPattern path() {
        return path;
    }

    /** Returns whether this line is for the method. A line for GET is for HEAD too. */
    boolean isFor(String method) {
        return methods.contains(method) || (method.equals(HEAD) && methods.contains(GET));
    }

    /** Returns the methods that this line is for, including HEAD if GET is one of them. */
    Methods headIncluded() {
        return methods.contains(GET) ? methods.or(Methods.HEAD) : methods;
    }

    /**
     * Returns whether this line is for a request that was dispatched by this path to an endpoint on these paths; null if they are unknown.
     */
    boolean decides(RequestPath requested, @Nullable EndpointPath mapped) {
        return mapped == null ? path.matches(requested) : mapped.isReachedWithin(path, requested);
    }

    boolean names(String method) {
        return methods.name(method);
    }

    /** Returns whether this line, placed before a line that names HEAD, decides on HEAD for paths that both match. */
    boolean takesHeadFrom(RouteLine later) {
        return methods.contains(HEAD) && path.meets(later.path);
    }

    /** Returns those of the given methods that this line is for and that no earlier line takes from it. */
    Methods left(Methods asked, List<RouteLine> earlier) {
        Methods left = methods.and(asked);
        for (RouteLine line : earlier) {
            left = line.path.covers(path) ? left.without(line.headIncluded()) : left;
        }
        return left;
    }

    /** Returns whether this line and the other share a method, and their paths differ only by a trailing slash. */
    boolean differsBySlashFrom(RouteLine other) {
        return path.differsBySlashFrom(other.path)
                && !methods.and(other.methods).isEmpty();
    }

    /**
     * Returns the methods for which this line, coming first, decides on some paths of the other where a reader would expect the other to
     * decide; none if this line is just a special case of the other.
     */
    Methods takesUnawaresFrom(RouteLine other) {
        Methods both = methods.and(other.methods);
        boolean isPartOfOther =
                other.path.covers(path) && methods.without(other.methods).isEmpty();
        return isPartOfOther || !path.meets(other.path) ? Methods.of(Set.of()) : both;
    }

    /** Returns the line as it would be written. */
    @Override
    public String toString() {
        return methods + " " + path + " " + rule;
    }
}
