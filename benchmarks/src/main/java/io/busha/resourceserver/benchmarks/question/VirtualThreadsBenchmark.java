package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.Guards;
import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What does a decision cost if every request has its own virtual thread, on all cores at once? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VirtualThreadsBenchmark {

    /** The first JDK with virtual threads. */
    public static final int SINCE = 21;

    private static final int AT_ONCE = 512;

    @Param({Providers.JDK, Providers.ACCP})
    String provider = Providers.JDK;

    @Param({"0", "10000"})
    int cacheSize;

    private final Rule rule = Rule.allOf(Tokens.SCOPE);
    private RequestGuard guard;
    private List<List<String>> headers;
    private ExecutorService threads;

    @Setup
    public void setUp() throws ReflectiveOperationException {
        Tokens tokens = Tokens.ofKey(2048);
        guard = Guards.of(tokens, provider, cacheSize, new SimpleMeterRegistry());
        headers = tokens.headers(Kind.GOOD);
        threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public List<Future<Decision>> decide(Turn turn) throws Exception {
        List<Callable<Decision>> tasks = new ArrayList<>(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            List<String> header = turn.of(headers);
            tasks.add(() -> guard.decide(header, rule));
        }
        List<Future<Decision>> decisions = threads.invokeAll(tasks);
        for (Future<Decision> decision : decisions) {
            if (!(decision.get() instanceof Decision.Permit)) {
                throw new IllegalStateException("a good token was refused");
            }
        }
        return decisions;
    }

    @TearDown
    public void tearDown() {
        threads.shutdownNow();
        guard.close();
    }
}
