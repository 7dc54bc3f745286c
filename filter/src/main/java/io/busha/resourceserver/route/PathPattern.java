package io.busha.resourceserver.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The path of a route line: literal segments, {@code *} for one segment, a final {@code /**} for all from there on. */
final class PathPattern {

    private static final String ONE = "*";
    private static final String REST = "**";
    private static final String ANY_NAME = "any-name";
    private static final Pattern NEVER_SENT = Pattern.compile("[%;\\\\?#\\p{Cntrl}]|//|/\\.{1,2}(/|$)");

    /** {@code {name}}, a segment of its own. */
    private static final Pattern VARIABLE = Pattern.compile("/\\{[\\p{Alnum}_.-]+}(?=/|$)");

    /** What other routers write for segments that vary: {@code {*rest}}, {@code {id:[0-9]+}}, {@code <id>}, {@code :id}. */
    private static final Pattern FOREIGN = Pattern.compile("[{}\\[\\]<>]|/:");

    private final List<String> segments;
    private final boolean open;

    private PathPattern(List<String> segments, boolean open) {
        this.segments = segments;
        this.open = open;
    }

    /** What a framework maps, taken as it is. */
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
                    "the path " + text + " is written for another router: write {name} or * for"
                            + " one segment, and /** at the end for all that follow");
        }
        if (NEVER_SENT.matcher(text).find()) {
            throw new IllegalArgumentException("the path " + text + " can never match: write it decoded, without"
                    + " parameters, empty segments or dot segments");
        }
        PathPattern pattern = mapped(known);
        if (pattern.segments.stream().anyMatch(segment -> segment.contains(ONE) && !segment.equals(ONE))) {
            throw new IllegalArgumentException(
                    "the path " + text + " has a * that is not a segment of its own, or a ** that is not the last");
        }
        return pattern;
    }

    /** Matches segment by segment and case by case: {@code /x} and {@code /x/} are two paths. */
    boolean matches(RequestPath path) {
        return covers(path.segments(), false);
    }

    /** Whether a framework may have led a request by this path here: it may be lax about case and a slash at the end. */
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

    /** A path that this matches, with names for what varies that hardly anything else has. */
    String example() {
        Stream<String> named = segments.stream().map(segment -> segment.equals(ONE) ? ANY_NAME : segment);
        return Stream.concat(named, open ? Stream.of(ANY_NAME, ANY_NAME) : Stream.empty())
                .collect(Collectors.joining("/", "/", ""));
    }

    /** The segment that every path begins with; empty if that varies. */
    Optional<String> firstSegment() {
        return segments.stream().findFirst().filter(first -> !first.equals(ONE));
    }

    /** Whether every path that the other matches is matched by this one too. */
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

    /** The same path with a slash at its end if it has none, and without it if it has one. */
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

    /** Whether a slash at the end is all that tells this from the other. */
    boolean differsBySlashFrom(PathPattern other) {
        return open == other.open
                && !segments.equals(other.segments)
                && segments.equals(other.withOtherSlash().segments);
    }

    /** Whether some path is matched by both. */
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

    /** Whether some path that this matches ends so. */
    boolean mayEnd(String suffix) {
        return open || last().equals(ONE) || last().endsWith(suffix);
    }

    /** Whether every path that this matches ends so. */
    boolean endsWith(String suffix) {
        return suffix.isEmpty() || (!open && last().endsWith(suffix));
    }

    private String last() {
        return segments.get(segments.size() - 1);
    }

    private static boolean covers(String segment, String other) {
        return segment.equals(ONE) ? !other.isEmpty() : segment.equals(other);
    }

    /** The pattern as a route line writes it. */
    @Override
    public String toString() {
        String fixed = segments.isEmpty() ? "" : "/" + String.join("/", segments);
        return open ? fixed + "/" + REST : fixed;
    }

    /** Of a path that begins with a slash. */
    static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
