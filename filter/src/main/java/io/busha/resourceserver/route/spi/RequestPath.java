package io.busha.resourceserver.route.spi;

import java.util.List;

/** The decoded path of a request, by segments: {@code /a/} has the segment {@code a} and an empty one. Immutable. */
record RequestPath(List<String> segments) {

    /** Creates the segments of a path that begins with a slash. */
    static RequestPath of(String path) {
        return new RequestPath(PathPattern.split(path));
    }

    /** Returns a copy with a trailing slash if there is none, and without it if there is one. */
    RequestPath withOtherSlash() {
        return new RequestPath(PathPattern.withOtherSlash(segments));
    }

    /** Returns whether the path has two slashes with nothing between them. */
    boolean hasEmptySegments() {
        int first = segments.indexOf("");
        return first >= 0 && first < segments.size() - 1;
    }

    /** Returns a copy without empty segments, which removes a trailing slash too. */
    RequestPath withoutEmptySegments() {
        List<String> named =
                segments.stream().filter(segment -> !segment.isEmpty()).toList();
        return new RequestPath(named.isEmpty() ? List.of("") : named);
    }
}
