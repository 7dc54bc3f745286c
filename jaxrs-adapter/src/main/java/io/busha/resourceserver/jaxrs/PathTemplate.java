package io.busha.resourceserver.jaxrs;

import java.util.ArrayList;
import java.util.List;

/** URI templates in the words of a route line: where those have no word for one, a wider one. */
final class PathTemplate {

    private static final String ONE = "*";
    private static final String REST = "**";

    private PathTemplate() {}

    /** Literal segments, {@code *} for one with a variable, a final {@code **} from where an expression may take several. */
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
