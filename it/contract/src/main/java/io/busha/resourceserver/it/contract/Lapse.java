package io.busha.resourceserver.it.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that has passed, without the time in which the machine let this process wait. A thread that does a little work and sleeps a
 * little, again and again, sees how much longer that takes than it should: a bound on a lapse holds on a busy machine too.
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

    /** From now on. */
    public static Lapse begin() {
        return new Lapse();
    }

    /** How long it is by now. */
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

    /** As long as a few context switches: a thread that has to share its core is interrupted in it. */
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
