package io.busha.resourceserver.route;

import java.util.List;

/** The decoded path of a request, by segments: those of {@code /a/} are {@code a} and an empty one. Immutable. */
record RequestPath(List<String> segments) {

    /** Of a path that begins with a slash. */
    static RequestPath of(String path) {
        return new RequestPath(PathPattern.split(path));
    }

    /** The same path with a slash at its end if it has none, and without it if it has one. */
    RequestPath withOtherSlash() {
        return new RequestPath(PathPattern.withOtherSlash(segments));
    }

    /** Whether there are two slashes without anything between them. */
    boolean hasEmptySegments() {
        int first = segments.indexOf("");
        return first >= 0 && first < segments.size() - 1;
    }

    /** The same path with one slash where there are several. */
    RequestPath withoutEmptySegments() {
        List<String> named =
                segments.stream().filter(segment -> !segment.isEmpty()).toList();
        return new RequestPath(named.isEmpty() ? List.of("") : named);
    }
}
