package io.busha.resourceserver.benchmarks.subject;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** The meters of a guard's token cache, with which a benchmark proves that it measured what its name says. */
public final class CacheMeters {

    private final MeterRegistry registry;

    /** Reads the meters of this registry. */
    public CacheMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Returns the number of hits. */
    public long hits() {
        return count("hit");
    }

    /** Returns the number of misses. */
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
