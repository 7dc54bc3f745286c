package io.busha.resourceserver.testkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CountDownLatch;

/** A fault and the signal of its end. */
record Spell(Fault fault, CountDownLatch end) {
    static Spell of(Fault fault) {
        return new Spell(fault, new CountDownLatch(1));
    }

    void finish() {
        end.countDown();
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }

    boolean endsWithin(long milliseconds) throws InterruptedException {
        return end.await(milliseconds, MILLISECONDS);
    }
}
