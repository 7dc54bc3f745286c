package io.busha.resourceserver.route;

import java.util.List;
import java.util.regex.Pattern;

/** The path of a route line: literal segments, {@code *} for one segment, a final {@code /**} for all from there on. */
final class PathPattern {

    private static final String ONE = "*";
    private static final String REST = "**";
    private static final Pattern NEVER_SENT = Pattern.compile("[%;\\\\?#\\p{Cntrl}]|//|/\\.{1,2}(/|$)");

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
        if (NEVER_SENT.matcher(text).find()) {
            throw new IllegalArgumentException("the path " + text + " can never match: write it decoded, without"
                    + " parameters, empty segments or dot segments");
        }
        PathPattern pattern = mapped(text);
        if (pattern.segments.stream().anyMatch(segment -> segment.contains(ONE) && !segment.equals(ONE))) {
            throw new IllegalArgumentException(
                    "the path " + text + " has a * that is not a segment of its own, or a ** that is not the last");
        }
        return pattern;
    }

    /** Matches segment by segment and case by case: {@code /x} and {@code /x/} are two paths. */
    boolean matches(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        return covers(split(path), false);
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

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
