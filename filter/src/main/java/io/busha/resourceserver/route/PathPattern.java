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

    static PathPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("the path " + text + " does not begin with /");
        }
        if (NEVER_SENT.matcher(text).find()) {
            throw new IllegalArgumentException("the path " + text + " can never match: write it decoded, without"
                    + " parameters, empty segments or dot segments");
        }
        List<String> segments = split(text);
        boolean open = segments.get(segments.size() - 1).equals(REST);
        List<String> fixed = open ? segments.subList(0, segments.size() - 1) : segments;
        if (fixed.stream().anyMatch(segment -> segment.contains(ONE) && !segment.equals(ONE))) {
            throw new IllegalArgumentException(
                    "the path " + text + " has a * that is not a segment of its own, or a ** that is not the last");
        }
        return new PathPattern(fixed, open);
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

    private static boolean covers(String segment, String other) {
        return segment.equals(ONE) ? !other.isEmpty() : segment.equals(other);
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
