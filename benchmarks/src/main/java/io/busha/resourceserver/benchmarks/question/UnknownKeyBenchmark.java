package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.token.Reason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What does a token with an unknown key id cost once such tokens have used up their budget of fetches? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UnknownKeyBenchmark {

    private static final int MORE_THAN_THE_BUDGET = 8;

    private final LocalIssuer issuer = LocalIssuer.start();
    private final Rule rule = Rule.allOf(Tokens.SCOPE);
    private RequestGuard guard;
    private List<List<String>> headers;
    private int fetches;

    @Setup
    public void setUp() {
        headers = Tokens.ofKey(2048).headers(Kind.UNKNOWN_KEY);
        guard = RequestGuard.builder(Settings.from(Map.of(
                        "issuer", issuer.issuer(),
                        "client-id", Tokens.CLIENT_ID,
                        "signature-provider", "jdk",
                        "start-up", "required",
                        "jwks-cache-ttl", "PT1H",
                        "unknown-kid-cool-down", "PT5M")))
                .meterRegistry(new SimpleMeterRegistry())
                .build();
        headers.stream().limit(MORE_THAN_THE_BUDGET).forEach(header -> guard.decide(header, rule));
        fetches = issuer.jwksFetches();
    }

    @Benchmark
    public Decision refuse(Turn turn) {
        Decision decision = guard.decide(turn.of(headers), rule);
        if (decision instanceof Decision.Denial denial && denial.reason() == Reason.UNKNOWN_KEY) {
            return decision;
        }
        throw new IllegalStateException("not refused as " + Reason.UNKNOWN_KEY);
    }

    @TearDown
    public void tearDown() {
        int more = issuer.jwksFetches() - fetches;
        guard.close();
        issuer.close();
        if (more > 0) {
            throw new IllegalStateException("the budget was not empty: " + more + " fetches");
        }
    }
}
