package io.busha.resourceserver.spring.internal;

import java.util.ArrayList;
import java.util.List;

/** Converts Spring's path patterns to the syntax of route lines, and to a wider pattern if route lines have no equivalent. */
final class RoutePattern {

    private static final String ONE = "*";
    private static final String REST = "**";

    private RoutePattern() {}

    /** Returns literal segments, {@code *} for a variable segment, and a final {@code **} from the first point where several may match. */
    static String of(String pattern) {
        String path = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals(REST) || segment.startsWith("{*")) {
                segments.add(REST);
                break;
            }
            segments.add(varies(segment) ? ONE : segment);
        }
        return "/" + String.join("/", segments);
    }

    private static boolean varies(String segment) {
        return segment.contains("{") || segment.contains(ONE) || segment.contains("?");
    }
}
