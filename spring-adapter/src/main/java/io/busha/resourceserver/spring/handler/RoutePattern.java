package io.busha.resourceserver.spring.handler;

import java.util.ArrayList;
import java.util.List;

/** Spring's path patterns in the words of a route line; where those have no word for it, a wider one. */
final class RoutePattern {

    private static final String ONE = "*";
    private static final String REST = "**";

    private RoutePattern() {}

    /** Literal segments, {@code *} for one that varies, a final {@code **} from where several may. */
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
