package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.CacheMeters;
import io.busha.resourceserver.benchmarks.subject.Guards;
import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does a token cost that the cache does not hold yet, and then has to? A guard sees every token once: then comes a new
 * one, which is part of what is measured, as is forgetting: the cache holds a quarter of the tokens.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MissBenchmark {

    @Param({"2048", "4096"})
    int bits = 2048;

    @Param({Providers.JDK, Providers.ACCP})
    String provider = Providers.JDK;

    private Tokens tokens;
    private List<List<String>> headers;
    private SimpleMeterRegistry meters;
    private RequestGuard guard;
    private int seen;

    @Setup
    public void setUp() {
        tokens = Tokens.ofKey(bits);
        headers = tokens.headers(Kind.GOOD);
        begin();
    }

    private void begin() {
        meters = new SimpleMeterRegistry();
        guard = Guards.of(tokens, provider, headers.size() / 4, meters);
        seen = 0;
    }

    @Benchmark
    public VerifiedToken validate() {
        if (seen == headers.size()) {
            end();
            begin();
        }
        return Guards.validate(guard, headers.get(seen++));
    }

    @TearDown
    public void end() {
        CacheMeters cache = new CacheMeters(meters);
        if (cache.hits() > 0 || cache.misses() < seen) {
            throw new IllegalStateException("of " + seen + " tokens " + cache.hits() + " were known to the cache");
        }
        guard.close();
    }
}
