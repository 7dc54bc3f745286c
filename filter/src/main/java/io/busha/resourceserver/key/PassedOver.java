package io.busha.resourceserver.key;

import org.jspecify.annotations.Nullable;

/** A member of a JWK set that is not used: its name in a log line, and the reason. */
record PassedOver(String name, String reason) {

    private static final int LONGEST = 64;

    static PassedOver of(@Nullable Object kid, String reason) {
        return new PassedOver(
                kid instanceof String id && !id.isEmpty() ? "The key \"" + safe(id) + "\"" : "A key", reason);
    }

    /** Printable ASCII without quote and backslash, and not too much of it. */
    private static String safe(String kid) {
        boolean cut = kid.length() > LONGEST;
        return (cut ? kid.substring(0, LONGEST) : kid).replaceAll("[^ -~]|[\"\\\\]", "?") + (cut ? "..." : "");
    }
}
