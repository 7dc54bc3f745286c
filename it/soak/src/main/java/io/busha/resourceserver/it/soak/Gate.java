package io.busha.resourceserver.it.soak;

import java.util.random.RandomGenerator;

/**
 * Lets requests with unknown kids through now and then. They cost the server fetches, of which it has a budget: a key that
 * is to be found at once must not come after too many of them. Thread-safe. Times are in nanoseconds.
 */
final class Gate {

    private boolean open;
    private long between;
    private long next;
    private long last = System.nanoTime();

    /** Lets one through at random, this long after the other on average. */
    synchronized void open(long pause) {
        open = true;
        between = pause;
        next = System.nanoTime();
    }

    synchronized void shut() {
        open = false;
        last = System.nanoTime();
    }

    synchronized boolean letsThrough(RandomGenerator random) {
        long now = System.nanoTime();
        if (!open || now < next) {
            return false;
        }
        next = now + between / 2 + random.nextLong(between);
        return true;
    }

    /** Tells that one has just had its answer. */
    synchronized void passed() {
        last = System.nanoTime();
    }

    /** When the last one had its answer, or none could be sent any more. */
    synchronized long last() {
        return last;
    }
}
