package io.busha.resourceserver.guard;

import io.busha.resourceserver.token.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Decisions by outcome and reason, and how long a token takes. All meters exist from the start: no request adds one. */
final class GuardMeters implements AutoCloseable {

    private static final String DECISIONS = "busha.decisions";

    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private final Counter permits;
    private final Map<Reason, Counter> denials = new EnumMap<>(Reason.class);
    private final Timer validation;

    GuardMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        this.permits = counter("permit", "none");
        for (Reason reason : Reason.values()) {
            denials.put(reason, counter(reason == Reason.KEYS_UNAVAILABLE ? "unable" : "deny", reason.code()));
        }
        this.validation = Timer.builder("busha.token.validation")
                .description("Time from a presented token to its verification or refusal, waiting for keys included")
                .tags(tags)
                .register(registry);
        meters.add(validation);
    }

    private Counter counter(String outcome, String reason) {
        Counter counter = Counter.builder(DECISIONS)
                .description("Decisions on requests")
                .tags(tags)
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(registry);
        meters.add(counter);
        return counter;
    }

    void count(Decision decision) {
        if (decision instanceof Decision.Denial denial) {
            Objects.requireNonNull(denials.get(denial.reason())).increment();
        } else {
            permits.increment();
        }
    }

    /** A moment, in nanoseconds. */
    long now() {
        return registry.config().clock().monotonicTime();
    }

    void validated(long began) {
        validation.record(now() - began, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
