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
}
