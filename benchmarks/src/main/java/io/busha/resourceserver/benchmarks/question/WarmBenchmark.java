package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.CacheMeters;
import io.busha.resourceserver.benchmarks.subject.Guards;
import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What does a request with a cached token cost, including rule and meters? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WarmBenchmark {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Rule rule = Rule.allOf(Tokens.SCOPE);
    private RequestGuard guard;
    private List<List<String>> headers;
    private long misses;

    @Setup
    public void setUp() {
        Tokens tokens = Tokens.ofKey(2048);
        guard = Guards.of(tokens, Providers.JDK, Guards.DEFAULT_CACHE, meters);
        headers = tokens.headers(Kind.GOOD);
        headers.forEach(header -> Guards.decide(guard, header, rule));
        misses = new CacheMeters(meters).misses();
    }

    @Benchmark
    public Decision decide(Turn turn) {
        return Guards.decide(guard, turn.of(headers), rule);
    }

    @TearDown
    public void tearDown() {
        long more = new CacheMeters(meters).misses() - misses;
        guard.close();
        if (more > 0) {
            throw new IllegalStateException(more + " tokens were not known to the cache");
        }
    }
}
