package io.busha.resourceserver.revocation;

import io.busha.resourceserver.revocation.spi.Marks;
import java.time.Instant;

/**
 * What is stored in memory for a token or a holder.
 *
 * @param second the latest mark
 * @param allowedUntil when the allowance of a connection ends
 * @param until when this has no effect any more
 */
record StoredMark(long second, Instant allowedUntil, Instant until) {

    static final StoredMark NOTHING = new StoredMark(Marks.NONE, Instant.MIN, Instant.MIN);

    StoredMark marked(long later, Instant end) {
        return new StoredMark(Math.max(second, later), allowedUntil, latest(until, end));
    }

    StoredMark allowed(Instant end) {
        return new StoredMark(second, latest(allowedUntil, end), latest(until, end));
    }

    StoredMark disallowed() {
        return new StoredMark(second, Instant.MIN, until);
    }

    StoredMark kept(Instant end) {
        return new StoredMark(second, allowedUntil, latest(until, end));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
