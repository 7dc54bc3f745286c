package io.busha.resourceserver.key.internal;

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
 * Meters that are registered and removed together. Counting is plain addition: the registry reads the sums when it likes, and is never
 * called while a request is decided or keys are fetched, so a registry that blocks or throws affects neither. If a meter cannot be
 * registered, those registered before it are removed. Thread-safe.
 */
public final class MeterSet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MeterSet.class);

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new CopyOnWriteArrayList<>();
    /** Strong references to what function meters read: the meters themselves refer to it weakly. */
    private final List<Object> sources = new CopyOnWriteArrayList<>();

    /** The number of events of one kind and their total duration. Thread-safe. */
    public static final class Durations {

        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        /** Creates an instance without events. */
        public Durations() {}

        /** Adds an event that took this many nanoseconds. */
        public void add(long took) {
            count.increment();
            nanos.add(took);
        }
    }

    /**
     * Creates an empty set.
     *
     * @param registry where the meters are registered
     * @param tags tags that every meter of this set has
     */
    public MeterSet(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** Registers a counter that reads a sum, which must never decrease. */
    public void count(String name, String description, Tags more, Supplier<Number> sum) {
        sources.add(sum);
        add(() -> FunctionCounter.builder(name, sum, number -> number.get().doubleValue())
                .description(description)
                .tags(tags.and(more))
                .register(registry));
    }

    /** Registers a timer that reads these durations. */
    public void time(String name, String description, Tags more, Durations durations) {
        sources.add(durations);
        add(() -> FunctionTimer.builder(
                        name, durations, ended -> ended.count.sum(), ended -> ended.nanos.sum(), TimeUnit.NANOSECONDS)
                .description(description)
                .tags(tags.and(more))
                .register(registry));
    }

    /** Registers a gauge that reads this value. */
    public void gauge(String name, String description, Supplier<Number> value) {
        add(() -> Gauge.builder(name, value).description(description).tags(tags).register(registry));
    }

    /** Registers a gauge of a time in seconds. */
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

    /** Removes all meters, even if the registry throws for one of them. */
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
