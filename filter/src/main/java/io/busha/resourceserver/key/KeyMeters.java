package io.busha.resourceserver.key;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters of one source of keys. All of them exist from the start and until it is closed. Thread-safe. */
final class KeyMeters implements AutoCloseable {

    private static final String PREFIX = "busha.jwks.";

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private final Counter staleKidHits;
    private final Counter suppressed;
    private final Timer successes;
    private final Map<FetchException.Kind, Timer> failures = new EnumMap<>(FetchException.Kind.class);

    KeyMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        this.staleKidHits = counter("stale.kid", "Tokens signed by another key than the one that they name");
        this.suppressed =
                counter("suppressed", "Fetches that unknown key ids would have caused, and the budget refused");
        this.successes = timer("success", "none");
        for (FetchException.Kind kind : FetchException.Kind.values()) {
            failures.put(kind, timer("failure", kind.id()));
        }
    }

    private Counter counter(String name, String description) {
        return kept(Counter.builder(PREFIX + name)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private Timer timer(String outcome, String cause) {
        return kept(Timer.builder(PREFIX + "fetch")
                .description("Fetches of the issuer's keys, its discovery document included where that is due")
                .tags(tags)
                .tag("outcome", outcome)
                .tag("cause", cause)
                .register(registry));
    }

    private <M extends Meter> M kept(M meter) {
        meters.add(meter);
        return meter;
    }

    void watchKeys(Supplier<Number> keys) {
        gauge("keys", "Usable keys in the cache", keys);
    }

    void watchWaiting(Supplier<Number> waiting) {
        gauge("waiting", "Requests that wait for a fetch", waiting);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        kept(Gauge.builder(PREFIX + name, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    void watchAge(Supplier<Number> seconds) {
        kept(TimeGauge.builder(PREFIX + "age", seconds, TimeUnit.SECONDS)
                .description("Time since the last good fetch began")
                .tags(tags)
                .register(registry));
    }

    void fetched(Duration took, @Nullable FetchException failure) {
        Timer timer = failure == null ? successes : Objects.requireNonNull(failures.get(failure.kind()));
        timer.record(took);
    }

    void suppressed() {
        suppressed.increment();
    }

    Counter staleKidHits() {
        return staleKidHits;
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
