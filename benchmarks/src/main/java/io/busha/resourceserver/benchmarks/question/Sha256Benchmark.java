package io.busha.resourceserver.benchmarks.question;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What does the digest of a token cost: the floor of everything that looks one up by it? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Sha256Benchmark {

    private List<String> tokens;

    @Setup
    public void setUp() {
        tokens = Tokens.ofKey(2048).all(Kind.GOOD);
    }

    @Benchmark
    public byte[] digest(Turn turn) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(turn.of(tokens).getBytes(ISO_8859_1));
    }
}
