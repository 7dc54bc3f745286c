package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts that fail: exponential, with full jitter, up to a cap. Not thread-safe.
 */
final class BackOff {

    private static final long FIRST = Duration.ofSeconds(1).toNanos();

    private final long cap;
    private final DoubleSupplier dice;
    private long ceiling;

    /**
     * A back-off that has not begun.
     *
     * @param dice numbers between 0 and 1
     */
    BackOff(long cap, DoubleSupplier dice) {
        this.cap = cap;
        this.dice = dice;
        this.ceiling = Math.min(FIRST, cap);
    }

    /** The next pause, in nanoseconds: anything from none at all to a ceiling that doubles each time. */
    long next() {
        long pause = (long) (dice.getAsDouble() * ceiling);
        ceiling = Math.min(2 * ceiling, cap);
        return pause;
    }

    void reset() {
        ceiling = Math.min(FIRST, cap);
    }
}
