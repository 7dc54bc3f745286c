package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.Rival;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.benchmarks.subject.Validator;
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

/** What does a token cost another library, with the same checks? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RivalBenchmark {

    @Param({"2048", "4096"})
    int bits = 2048;

    @Param({"spring", "nimbus", "jose4j", "java-jwt", "jjwt"})
    String rival = "spring";

    @Param({Providers.JDK, Providers.ACCP})
    String provider = Providers.JDK;

    private Validator validator;
    private List<String> tokens;

    @Setup
    public void setUp() {
        Providers.prefer(provider);
        Tokens known = Tokens.ofKey(bits);
        validator = Rival.named(rival).against(known);
        tokens = known.all(Kind.GOOD);
    }

    @Benchmark
    public Object validate(Turn turn) throws Exception {
        return validator.validate(turn.of(tokens));
    }

    @TearDown
    public void tearDown() {
        Providers.restore();
    }
}
