package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.MeterSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters of one key source. All of them exist from the start until the source is closed. Thread-safe. */
final class KeyMeters implements AutoCloseable {

    private static final String PREFIX = "busha.jwks.";

    private final MeterSet meters;
    private final LongAdder staleKidHits = new LongAdder();
    private final LongAdder suppressed = new LongAdder();
    private final MeterSet.Durations successes = new MeterSet.Durations();
    private final Map<FetchException.Kind, MeterSet.Durations> failures = new EnumMap<>(FetchException.Kind.class);

    KeyMeters(MeterRegistry registry, Tags tags) {
        this.meters = new MeterSet(registry, tags);
        count("stale.kid", "Tokens signed by another key than the one that they name", staleKidHits);
        count("suppressed", "Fetches for unknown key ids that the budget suppressed", suppressed);
        time("success", "none", successes);
        for (FetchException.Kind kind : FetchException.Kind.values()) {
            MeterSet.Durations failed = new MeterSet.Durations();
            failures.put(kind, failed);
            time("failure", kind.id(), failed);
        }
    }

    private void count(String name, String description, LongAdder sum) {
        meters.count(PREFIX + name, description, Tags.empty(), sum::sum);
    }

    private void time(String outcome, String cause, MeterSet.Durations fetches) {
        meters.time(
                PREFIX + "fetch",
                "Fetches of the issuer's keys, including its discovery document if that is due",
                Tags.of("outcome", outcome, "cause", cause),
                fetches);
    }

    void watchKeys(Supplier<Number> keys) {
        meters.gauge(PREFIX + "keys", "Usable keys in the cache", keys);
    }

    void watchWaiting(Supplier<Number> waiting) {
        meters.gauge(PREFIX + "waiting", "Requests that wait for a fetch", waiting);
    }

    void watchAge(Supplier<Number> seconds) {
        meters.seconds(PREFIX + "age", "Time since the last good fetch began", seconds);
    }

    void fetched(long took, @Nullable FetchException failure) {
        MeterSet.Durations alike = failure == null ? successes : failures.get(failure.kind());
        Objects.requireNonNull(alike).add(took);
    }

    void suppressed() {
        suppressed.increment();
    }

    LongAdder staleKidHits() {
        return staleKidHits;
    }

    @Override
    public void close() {
        meters.close();
    }
}
