package io.busha.resourceserver.key;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters that are registered and removed together. Counting is plain addition: the registry reads the sums when it likes, and is
 * never called while a request is decided on or keys are fetched, so that one that blocks or throws cannot hurt either. Where a meter
 * cannot be registered, those before it are removed. Thread-safe.
 */
public final class MeterSet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MeterSet.class);

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new CopyOnWriteArrayList<>();
    /** Meters of functions hold what they read weakly. */
    private final List<Object> sources = new CopyOnWriteArrayList<>();

    /** How often something happened, and how long it took in all. Thread-safe. */
    public static final class Durations {

        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        /** None yet. */
        public Durations() {}

        /** Adds one of that many nanoseconds. */
        public void add(long took) {
            count.increment();
            nanos.add(took);
        }
    }

    /**
     * None yet.
     *
     * @param tags what each of them has
     */
    public MeterSet(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** Registers a counter of a number that only grows. */
    public void count(String name, String description, Tags more, Supplier<Number> sum) {
        sources.add(sum);
        add(() -> FunctionCounter.builder(name, sum, number -> number.get().doubleValue())
                .description(description)
                .tags(tags.and(more))
                .register(registry));
    }

    /** Registers a timer. */
    public void time(String name, String description, Tags more, Durations durations) {
        sources.add(durations);
        add(() -> FunctionTimer.builder(
                        name, durations, ended -> ended.count.sum(), ended -> ended.nanos.sum(), TimeUnit.NANOSECONDS)
                .description(description)
                .tags(tags.and(more))
                .register(registry));
    }

    /** Registers a gauge. */
    public void gauge(String name, String description, Supplier<Number> value) {
        add(() -> Gauge.builder(name, value).description(description).tags(tags).register(registry));
    }

    /** Registers a gauge of seconds. */
    public void seconds(String name, String description, Supplier<Number> value) {
        add(() -> TimeGauge.builder(name, value, TimeUnit.SECONDS)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private void add(Supplier<Meter> registration) {
        try {
            meters.add(registration.get());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Removes all of them, also where the registry throws at one. */
    @Override
    public void close() {
        for (Meter meter : meters) {
            try {
                registry.remove(meter);
            } catch (RuntimeException | Error e) {
                LOG.debug("A meter cannot be removed: {}", e.getClass().getName());
            }
        }
        meters.clear();
    }
}
