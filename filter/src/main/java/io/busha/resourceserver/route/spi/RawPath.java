package io.busha.resourceserver.route.spi;

import java.util.regex.Pattern;

/** The path of a request as it was sent, before any container decoded it. */
final class RawPath {

    // Empty and dot segments, with or without parameters; backslash; control characters, raw or encoded; encoded % . /
    // ; \
    private static final Pattern ODD = Pattern.compile(
            "//|/\\.{1,2}(?:[/;]|$)|/;|\\\\|[\\x00-\\x1f\\x7f-\\x9f]|%(?:[01][0-9a-f]|7f|2[5ef]|3b|5c)",
            Pattern.CASE_INSENSITIVE);

    private RawPath() {}

    /** Returns whether two readers of this path could disagree about what it names. */
    static boolean isOdd(String rawPath) {
        return !rawPath.startsWith("/") || ODD.matcher(rawPath).find();
    }
}
