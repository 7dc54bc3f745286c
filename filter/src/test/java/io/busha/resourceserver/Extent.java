package io.busha.resourceserver;

import java.util.Arrays;
import java.util.Locale;

/**
 * How much open-ended tests try: the system property {@code busha.tests} is {@code short}, the default, or {@code full}. Both
 * start with the same seeds and are therefore reproducible.
 */
public enum Extent {
    SHORT,
    FULL;

    private static final String PROPERTY = "busha.tests";

    /** Returns the number for a short run or for a full one. */
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
