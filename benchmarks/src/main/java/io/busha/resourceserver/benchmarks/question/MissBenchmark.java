package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.CacheMeters;
import io.busha.resourceserver.benchmarks.subject.Guards;
import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.Tokens;
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

/** What does a token cost that is not in the cache yet and replaces another one? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MissBenchmark {

    /** Far fewer places than tokens: hardly any token is still cached when its turn comes again. */
    private static final int PLACES = 4;

    @Param({"2048", "4096"})
    int bits = 2048;

    @Param({Providers.JDK, Providers.ACCP})
    String provider = Providers.JDK;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Guards.Bare bare;
    private List<List<String>> headers;

    @Setup
    public void setUp() {
        Tokens tokens = Tokens.ofKey(bits);
        bare = Guards.Bare.of(tokens, provider, PLACES, meters);
        headers = tokens.headers(Kind.GOOD);
    }

    @Benchmark
    public VerifiedToken validate(Turn turn) {
        return bare.validate(turn.of(headers));
    }

    @TearDown
    public void tearDown() {
        CacheMeters cache = new CacheMeters(meters);
        long hits = cache.hits();
        long misses = cache.misses();
        bare.close();
        if (headers.size() > 100 * PLACES && hits * 50 > misses) {
            throw new IllegalStateException(hits + " tokens were known to the cache");
        }
    }
}
