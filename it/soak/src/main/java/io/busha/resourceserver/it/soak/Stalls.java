package io.busha.resourceserver.it.soak;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * How long this machine has lately kept a thread waiting that only wanted to sleep for a moment: so much later than the log
 * says may anything have happened. Thread-safe. Times are in nanoseconds.
 */
final class Stalls implements AutoCloseable {

    private static final long NAP = 5_000_000;
    private static final long NOTABLE = 20_000_000;
    private static final long MEMORY = 10_000_000_000L;

    private final ArrayDeque<Stall> stalls = new ArrayDeque<>();
    private final Thread watch = new Thread(this::run, "soak-stalls");
    private long longest;

    /** One stall and its end. */
    private record Stall(long at, long length) {}

    Stalls() {
        watch.setDaemon(true);
        watch.start();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            long before = System.nanoTime();
            LockSupport.parkNanos(NAP);
            long now = System.nanoTime();
            note(now, now - before - NAP);
        }
    }

    private synchronized void note(long at, long length) {
        longest = Math.max(longest, length);
        if (length > NOTABLE) {
            stalls.addLast(new Stall(at, length));
        }
        while (!stalls.isEmpty() && at - stalls.getFirst().at > MEMORY) {
            stalls.removeFirst();
        }
    }

    /** Returns the longest stall of the last ten seconds. */
    synchronized long recent() {
        return stalls.stream().mapToLong(Stall::length).max().orElse(0);
    }

    synchronized long longest() {
        return longest;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
