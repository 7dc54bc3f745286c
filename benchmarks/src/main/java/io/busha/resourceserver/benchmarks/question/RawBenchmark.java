package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.RawVerifier;
import io.busha.resourceserver.benchmarks.subject.RawVerifier.Signed;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import java.security.GeneralSecurityException;
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

/** What does the signature alone cost? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RawBenchmark {

    @Param({"2048", "4096"})
    int bits = 2048;

    @Param({Providers.JDK, Providers.ACCP})
    String provider = Providers.JDK;

    private RawVerifier verifier;
    private List<Signed> signed;

    @Setup
    public void setUp() throws GeneralSecurityException {
        Tokens tokens = Tokens.ofKey(bits);
        verifier = RawVerifier.of(provider, tokens.key());
        signed = tokens.all(Kind.GOOD).stream().map(Signed::of).toList();
    }

    @Benchmark
    public boolean verify(Turn turn) throws GeneralSecurityException {
        if (!verifier.holds(turn.of(signed))) {
            throw new IllegalStateException("a good signature does not hold");
        }
        return true;
    }
}
