package io.busha.resourceserver;

import java.util.Arrays;
import java.util.Locale;

/**
 * How much is tried by the tests that could go on for ever: the system property {@code busha.tests} says {@code short}, as by
 * default, or {@code full}. Both begin with the same seeds, and so are the same in every run.
 */
public enum Extent {
    SHORT,
    FULL;

    private static final String PROPERTY = "busha.tests";

    /** The number for a short run, or that for a full one. */
    public static int of(int shortRun, int fullRun) {
        return ofThisRun() == FULL ? fullRun : shortRun;
    }

    private static Extent ofThisRun() {
        return named(System.getProperty(PROPERTY, "short"));
    }

    static Extent named(String name) {
        return Arrays.stream(values())
                .filter(extent -> extent.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(PROPERTY + " is short or full, not \"" + name + "\""));
    }
}
