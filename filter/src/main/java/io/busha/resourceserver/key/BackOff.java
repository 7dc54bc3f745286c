package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** Computes the pauses between failed attempts: exponential, with full jitter, up to a cap. Not thread-safe. */
final class BackOff {

    private static final long FIRST = Duration.ofSeconds(1).toNanos();

    private final long cap;
    private final DoubleSupplier dice;
    private long ceiling;

    /**
     * Creates a back-off that starts with its shortest ceiling.
     *
     * @param cap the maximum ceiling, in nanoseconds
     * @param dice random numbers between 0 and 1
     */
    BackOff(long cap, DoubleSupplier dice) {
        this.cap = cap;
        this.dice = dice;
        this.ceiling = Math.min(FIRST, cap);
    }

    /** Returns the next pause in nanoseconds, between zero and a ceiling that doubles each time. */
    long next() {
        long pause = (long) (dice.getAsDouble() * ceiling);
        ceiling = Math.min(2 * ceiling, cap);
        return pause;
    }

    void reset() {
        ceiling = Math.min(FIRST, cap);
    }
}
