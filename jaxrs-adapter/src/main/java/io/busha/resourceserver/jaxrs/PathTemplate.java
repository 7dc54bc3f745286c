package io.busha.resourceserver.jaxrs;

import java.util.ArrayList;
import java.util.List;

/** Converts URI templates to the syntax of route lines, and to a wider pattern if route lines have no equivalent. */
final class PathTemplate {

    private static final String ONE = "*";
    private static final String REST = "**";

    private PathTemplate() {}

    /**
     * Returns literal segments, {@code *} for a segment with a variable, and a final {@code **} from the first expression that may match
     * several segments.
     */
    static String toRoute(String template) {
        List<String> segments = new ArrayList<>();
        for (String segment : template.substring(1).split("/", -1)) {
            if (segment.contains(":") && segment.contains("{")) {
                segments.add(REST);
                break;
            }
            segments.add(segment.contains("{") ? ONE : segment);
        }
        return "/" + String.join("/", segments);
    }

    static boolean takesSeveralSegments(String route) {
        return route.endsWith("/" + REST);
    }
}
