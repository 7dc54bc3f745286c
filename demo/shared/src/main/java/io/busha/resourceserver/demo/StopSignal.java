package io.busha.resourceserver.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for SIGINT or SIGTERM. The process then ends once this is closed, which must happen last. */
final class StopSignal implements AutoCloseable {

    private static final Duration CLOSING_LIMIT = Duration.ofSeconds(30);

    private final CountDownLatch come = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private StopSignal() {}

    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::holdProcess, "stop"));
        return signal;
    }

    private void holdProcess() {
        come.countDown();
        try {
            closed.await(CLOSING_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void await() throws InterruptedException {
        come.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
