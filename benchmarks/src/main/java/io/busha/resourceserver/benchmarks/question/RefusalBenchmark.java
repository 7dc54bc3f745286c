package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.Guards;
import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.Reason;
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

/** What does the refusal of a bad token cost, including answer and meters? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RefusalBenchmark {

    @Param({"GARBAGE", "NO_DOTS", "WRONG_ALGORITHM", "WRONG_ISSUER", "EXPIRED", "BAD_SIGNATURE"})
    Kind kind = Kind.GARBAGE;

    private final Rule rule = Rule.allOf(Tokens.SCOPE);
    private Reason reason;
    private RequestGuard guard;
    private List<List<String>> headers;

    @Setup
    public void setUp() {
        Tokens tokens = Tokens.ofKey(2048);
        guard = Guards.of(tokens, Providers.JDK, Guards.DEFAULT_CACHE, new SimpleMeterRegistry());
        headers = tokens.headers(kind);
        reason = switch (kind) {
            case GARBAGE, NO_DOTS -> Reason.MALFORMED_TOKEN;
            case WRONG_ALGORITHM -> Reason.WRONG_ALGORITHM;
            case WRONG_ISSUER -> Reason.WRONG_ISSUER;
            case EXPIRED -> Reason.EXPIRED;
            case BAD_SIGNATURE -> Reason.INVALID_SIGNATURE;
            case GOOD, ONCE, UNKNOWN_KEY -> throw new IllegalStateException("not refused by these keys: " + kind);
        };
    }

    @Benchmark
    public Decision refuse(Turn turn) {
        Decision decision = guard.decide(turn.of(headers), rule);
        if (decision instanceof Decision.Denial denial && denial.reason() == reason) {
            return decision;
        }
        throw new IllegalStateException("not refused as " + reason);
    }

    @TearDown
    public void tearDown() {
        guard.close();
    }
}
