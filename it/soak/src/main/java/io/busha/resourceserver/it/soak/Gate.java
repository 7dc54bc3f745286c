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

    /** Creates a gate that admits requests at random, this long apart on average. */
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

    /** Reports that one request has been answered. */
    synchronized void passed() {
        last = System.nanoTime();
    }

    /** Returns when the last request was answered or could no longer be sent. */
    synchronized long last() {
        return last;
    }
}
