package io.busha.resourceserver.key;

/** At most so many in any stretch of one length, all at once or spread. Thread-safe. */
final class RateLimit {

    private final long[] taken;
    private final long stretch;
    private int next;
    private boolean full;

    /** A limit of so many in any stretch of that many nanoseconds. */
    RateLimit(int most, long stretch) {
        this.taken = new long[most];
        this.stretch = stretch;
    }

    /** Takes one, if there is one. Times are those of {@link System#nanoTime()}. */
    synchronized boolean take(long now) {
        // If the oldest was taken just one stretch ago, it no longer counts.
        if (full && now - taken[next] < stretch) {
            return false;
        }
        taken[next] = now;
        next = (next + 1) % taken.length;
        full |= next == 0;
        return true;
    }
}
