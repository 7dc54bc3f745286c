package io.busha.resourceserver.key;

import org.jspecify.annotations.Nullable;

/** A member of a JWK set that is not used: its name for a log line, and the reason. */
record PassedOver(String name, String reason) {

    private static final int LONGEST = 64;

    static PassedOver of(@Nullable Object kid, String reason) {
        return new PassedOver(
                kid instanceof String id && !id.isEmpty() ? "The key \"" + safe(id) + "\"" : "A key", reason);
    }

    /** Returns a key id as printable ASCII without quotes and backslashes, cut to a limited length. */
    private static String safe(String kid) {
        boolean cut = kid.length() > LONGEST;
        return (cut ? kid.substring(0, LONGEST) : kid).replaceAll("[^ -~]|[\"\\\\]", "?") + (cut ? "..." : "");
    }
}
