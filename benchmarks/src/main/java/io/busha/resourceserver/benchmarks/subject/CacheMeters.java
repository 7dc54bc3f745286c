package io.busha.resourceserver.benchmarks.subject;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** What a guard's cache of tokens says of itself: a benchmark proves by it that it measured what it is named after. */
public final class CacheMeters {

    private final MeterRegistry registry;

    /** Those in this registry. */
    public CacheMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** How many tokens were found. */
    public long hits() {
        return count("hit");
    }

    /** How many were not. */
    public long misses() {
        return count("miss");
    }

    private long count(String result) {
        Collection<FunctionCounter> counters =
                registry.find("busha.tokens.gets").tag("result", result).functionCounters();
        if (counters.isEmpty()) {
            throw new IllegalStateException("there is no meter busha.tokens.gets: has the guard a cache of tokens?");
        }
        return (long) counters.stream().mapToDouble(FunctionCounter::count).sum();
    }
}
