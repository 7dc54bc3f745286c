package io.busha.resourceserver.key;

/** Permits a maximum number of events within any period of a given length, all at once or spread out. Thread-safe. */
final class RateLimit {

    private final long[] taken;
    private final long stretch;
    private int next;
    private boolean full;

    /**
     * Creates a limit.
     *
     * @param maxEvents the maximum number of events within any such period
     * @param stretch the length of the period in nanoseconds
     */
    RateLimit(int maxEvents, long stretch) {
        this.taken = new long[maxEvents];
        this.stretch = stretch;
    }

    /** Takes a permit and returns true if one is left. Times are those of {@link System#nanoTime()}. */
    synchronized boolean take(long now) {
        // If now = oldest + stretch, the oldest no longer counts.
        if (full && now - taken[next] < stretch) {
            return false;
        }
        taken[next] = now;
        next = (next + 1) % taken.length;
        full |= next == 0;
        return true;
    }
}
