package io.busha.resourceserver.it.soak;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A registry and a log handler that block their callers until this is closed. */
final class StuckSurroundings implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.busha.resourceserver.key");

    private final CountDownLatch over = new CountDownLatch(1);
    private final MeterRegistry registry = new StuckRegistry();
    private final Handler handler = new StuckHandler();
    private final Level level = LOG.getLevel();

    StuckSurroundings() {
        Metrics.addRegistry(registry);
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
        LOG.setLevel(Level.ALL);
    }

    private void hold() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        LOG.setLevel(level);
        LOG.removeHandler(handler);
        Metrics.removeRegistry(registry);
        registry.close();
    }

    private final class StuckRegistry extends SimpleMeterRegistry {

        @Override
        protected Counter newCounter(Meter.Id id) {
            return new NoopCounter(id) {
                @Override
                public void increment(double amount) {
                    hold();
                }
            };
        }

        @Override
        protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
            return new NoopTimer(id) {
                @Override
                public void record(long amount, TimeUnit unit) {
                    hold();
                }

                @Override
                public void record(Duration time) {
                    hold();
                }
            };
        }
    }

    private final class StuckHandler extends Handler {

        @Override
        public void publish(LogRecord line) {
            hold();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
