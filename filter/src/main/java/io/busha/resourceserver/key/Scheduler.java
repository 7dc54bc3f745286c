package io.busha.resourceserver.key;

/** Time that passes: the clock's, or a test's. Thread-safe. */
interface Scheduler {

    /** A monotonic time in nanoseconds, as {@link System#nanoTime()}. */
    long now();

    /** Runs the task once, that many nanoseconds from now; what comes back calls it off. */
    Runnable after(long nanos, Runnable task);
}
