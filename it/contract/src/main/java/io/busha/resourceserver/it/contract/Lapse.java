package io.busha.resourceserver.it.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Elapsed time without the time in which the machine did not run this process. A thread measures that time: it repeats a little work
 * and a short sleep, and sees how much longer they take than expected. So a bound on a lapse also holds on a busy machine.
 * Thread-safe.
 */
public final class Lapse {

    private static final long PAUSE = Duration.ofMillis(20).toNanos();
    private static final AtomicLong STALLED = new AtomicLong();

    static {
        Thread watch = new Thread(Lapse::watch, "lapse");
        watch.setDaemon(true);
        watch.start();
    }

    private final long begun = System.nanoTime();
    private final long stalledBefore = STALLED.get();

    private Lapse() {}

    /** Starts measuring now. */
    public static Lapse begin() {
        return new Lapse();
    }

    /** Returns the time elapsed so far. */
    public Duration soFar() {
        long stalled = STALLED.get() - stalledBefore;
        return Duration.ofNanos(System.nanoTime() - begun - stalled);
    }

    boolean isShorterThan(Duration limit) {
        return soFar().compareTo(limit) < 0;
    }

    private static void watch() {
        long quickest = Long.MAX_VALUE;
        while (true) {
            long start = System.nanoTime();
            LockSupport.parkNanos(PAUSE);
            work();
            long turn = System.nanoTime() - start;
            quickest = Math.min(quickest, turn);
            STALLED.addAndGet(turn - quickest);
        }
    }

    /** Works for about the time of a few context switches, so that a thread that shares its core is interrupted. */
    private static void work() {
        long sum = 0;
        for (int i = 0; i < 200_000; i++) {
            sum += Long.rotateLeft(sum ^ i, 7);
        }
        if (sum == 42) {
            Thread.onSpinWait(); // so that the loop is not optimised away
        }
    }
}
