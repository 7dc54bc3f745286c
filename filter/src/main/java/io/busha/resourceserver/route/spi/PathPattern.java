package io.busha.resourceserver.route.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The path of a route line: literal segments, {@code *} for one segment, a final {@code /**} for all segments that follow.
 *
 * @param segments without the final {@code /**}
 * @param open whether all segments that follow are included
 */
record PathPattern(List<String> segments, boolean open) {

    private static final String ONE = "*";
    private static final String REST = "**";
    private static final String ANY_NAME = "any-name";
    private static final Pattern NEVER_SENT = Pattern.compile("[%;\\\\?#\\p{Cntrl}]|//|/\\.{1,2}(/|$)");

    /** A {@code {name}} that is a whole segment. */
    private static final Pattern VARIABLE = Pattern.compile("/\\{[\\p{Alnum}_.-]+}(?=/|$)");

    /** The notations of other routers for variable segments: {@code {*rest}}, {@code {id:[0-9]+}}, {@code <id>}, {@code :id}. */
    private static final Pattern FOREIGN = Pattern.compile("[{}\\[\\]<>]|/:");

    /** Creates a pattern from the mapping of a framework, without validation. */
    static PathPattern mapped(String text) {
        List<String> segments = split(text);
        boolean open = segments.get(segments.size() - 1).equals(REST);
        return new PathPattern(open ? segments.subList(0, segments.size() - 1) : segments, open);
    }

    static PathPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("the path " + text + " does not begin with /");
        }
        String known = VARIABLE.matcher(text).replaceAll("/" + ONE);
        if (FOREIGN.matcher(known).find()) {
            throw new IllegalArgumentException(
                    "the path " + text + " is in the notation of another router: write {name} or * for"
                            + " one segment, and /** at the end for all that follow");
        }
        if (NEVER_SENT.matcher(text).find()) {
            throw new IllegalArgumentException("the path " + text + " can never match: write it decoded, without"
                    + " parameters, empty segments or dot segments");
        }
        PathPattern pattern = mapped(known);
        if (pattern.segments.stream().anyMatch(segment -> segment.contains(ONE) && !segment.equals(ONE))) {
            throw new IllegalArgumentException(
                    "the path " + text + " has a * that is not a whole segment, or a ** that is not the last segment");
        }
        return pattern;
    }

    /** Returns whether this pattern matches the path segment by segment, with regard to case: {@code /x} and {@code /x/} are two paths. */
    boolean matches(RequestPath path) {
        return covers(path.segments(), false);
    }

    /** Returns whether a framework that ignores case or a trailing slash may map this path here. */
    boolean fits(RequestPath path) {
        return fits(segments, path.segments()) || fits(withoutSlash(segments), withoutSlash(path.segments()));
    }

    private boolean fits(List<String> mapped, List<String> sent) {
        boolean longEnough = open ? sent.size() >= mapped.size() : sent.size() == mapped.size();
        if (!longEnough) {
            return false;
        }
        for (int i = 0; i < mapped.size(); i++) {
            if (!mapped.get(i).equals(ONE) && !mapped.get(i).equalsIgnoreCase(sent.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> withoutSlash(List<String> segments) {
        int last = segments.size() - 1;
        return last > 0 && segments.get(last).isEmpty() ? segments.subList(0, last) : segments;
    }

    /** Returns a path that this pattern matches; variable segments get a name that is unlikely to match another endpoint. */
    String example() {
        Stream<String> named = segments.stream().map(segment -> segment.equals(ONE) ? ANY_NAME : segment);
        return Stream.concat(named, open ? Stream.of(ANY_NAME, ANY_NAME) : Stream.empty())
                .collect(Collectors.joining("/", "/", ""));
    }

    /** Returns the segment that every path begins with; empty if it varies. */
    Optional<String> firstSegment() {
        return segments.stream().findFirst().filter(first -> !first.equals(ONE));
    }

    /** Returns whether this pattern matches every path that the other matches. */
    boolean covers(PathPattern other) {
        return covers(other.segments, other.open);
    }

    private boolean covers(List<String> others, boolean othersOpen) {
        boolean longEnough = open ? others.size() >= segments.size() : !othersOpen && others.size() == segments.size();
        if (!longEnough) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!covers(segments.get(i), others.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a copy with a trailing slash if there is none, and without it if there is one. */
    PathPattern withOtherSlash() {
        return open ? this : new PathPattern(withOtherSlash(segments), false);
    }

    static List<String> withOtherSlash(List<String> segments) {
        if (segments.get(segments.size() - 1).isEmpty()) {
            return withoutSlash(segments);
        }
        List<String> more = new ArrayList<>(segments);
        more.add("");
        return more;
    }

    /** Returns whether this pattern and the other differ only by a trailing slash. */
    boolean differsBySlashFrom(PathPattern other) {
        return open == other.open
                && !segments.equals(other.segments)
                && segments.equals(other.withOtherSlash().segments);
    }

    /** Returns whether some path is matched by both patterns. */
    boolean meets(PathPattern other) {
        int shorter = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < shorter; i++) {
            if (!covers(segments.get(i), other.segments.get(i)) && !covers(other.segments.get(i), segments.get(i))) {
                return false;
            }
        }
        return (segments.size() == shorter && open)
                || (other.segments.size() == shorter && other.open)
                || segments.size() == other.segments.size();
    }

    /** Returns whether some path that this pattern matches has this ending. */
    boolean mayEnd(String suffix) {
        return open || last().equals(ONE) || last().endsWith(suffix);
    }

    /** Returns whether every path that this pattern matches has this ending. */
    boolean endsWith(String suffix) {
        return suffix.isEmpty() || (!open && last().endsWith(suffix));
    }

    private String last() {
        return segments.get(segments.size() - 1);
    }

    private static boolean covers(String segment, String other) {
        return segment.equals(ONE) ? !other.isEmpty() : segment.equals(other);
    }

    /** Returns the pattern in the notation of route lines. */
    @Override
    public String toString() {
        String fixed = segments.isEmpty() ? "" : "/" + String.join("/", segments);
        return open ? fixed + "/" + REST : fixed;
    }

    /** Splits a path that begins with a slash into its segments. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
