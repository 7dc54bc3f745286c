package io.busha.resourceserver.key;

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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator sees of the fetches: a timer by outcome, two gauges, one log line per change of state. */
final class FetchWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
    private static final String FETCH = "busha.jwks.fetch";

    private final MeterRegistry registry;
    private final Tags tags;
    private final IssuerLocation location;
    private final Timer success;
    private final Map<FetchException.Kind, Timer> failures = new EnumMap<>(FetchException.Kind.class);
    private final List<Meter> meters = new ArrayList<>();
    private FetchException.@Nullable Kind lastFailure;
    private boolean everSucceeded;

    FetchWatch(MeterRegistry registry, Tags tags, IssuerLocation location) {
        this.registry = registry;
        this.tags = tags;
        this.location = location;
        this.success = timer("success");
        for (FetchException.Kind kind : FetchException.Kind.values()) {
            failures.put(kind, timer(kind.name().toLowerCase(Locale.ROOT)));
        }
    }

    private Timer timer(String outcome) {
        Timer timer = Timer.builder(FETCH)
                .description("Fetches of the issuer's keys, its discovery document included where it is not known yet")
                .tags(tags)
                .tag("outcome", outcome)
                .register(registry);
        meters.add(timer);
        return timer;
    }

    void watch(RemoteKeys keys) {
        meters.add(Gauge.builder("busha.jwks.keys", keys, RemoteKeys::size)
                .description("Usable keys in the cache")
                .tags(tags)
                .register(registry));
        meters.add(TimeGauge.builder("busha.jwks.age", keys, TimeUnit.SECONDS, RemoteKeys::ageInSeconds)
                .description("Time since the last good fetch of keys began")
                .tags(tags)
                .register(registry));
    }

    void succeeded(Duration took, TrustedSet set) {
        success.record(took);
        if (!everSucceeded || lastFailure != null) {
            LOG.info("{} keys of {} are in use", set.keys().size(), location);
        }
        everSucceeded = true;
        lastFailure = null;
    }

    void failed(Duration took, @Nullable Throwable problem) {
        FetchException fetch = causeOf(problem);
        Objects.requireNonNull(failures.get(fetch.kind())).record(took);
        if (fetch.kind() == lastFailure) {
            return;
        }
        lastFailure = fetch.kind();
        if (lastFailure == FetchException.Kind.WRONG_ISSUER) {
            LOG.error("The keys of {} cannot be trusted: {}", location, fetch.getMessage());
        } else {
            LOG.warn("The keys of {} could not be fetched: {}", location, fetch.getMessage());
        }
    }

    /** Only the class of a foreign exception is shown: what its message quotes is not ours to know. */
    private static FetchException causeOf(@Nullable Throwable problem) {
        String name = "unknown";
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof FetchException known) {
                return known;
            }
            name = cause.getClass().getSimpleName();
        }
        return new FetchException(FetchException.Kind.CONNECTION, name);
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }
}
