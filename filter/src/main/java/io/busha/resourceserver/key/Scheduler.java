package io.busha.resourceserver.key;

/** A clock and a timer: the system's, or those of a test. Thread-safe. */
interface Scheduler {

    /** Returns a monotonic time in nanoseconds, as {@link System#nanoTime()}. */
    long now();

    /**
     * Runs the task once, this many nanoseconds from now.
     *
     * @return an action that cancels the task
     */
    Runnable after(long nanos, Runnable task);
}
