package io.busha.resourceserver.benchmarks.question;

import io.busha.resourceserver.benchmarks.subject.Guards;
import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Providers;
import io.busha.resourceserver.benchmarks.subject.SpringRival;
import io.busha.resourceserver.benchmarks.subject.Tokens;
import io.busha.resourceserver.benchmarks.subject.Validator;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * What does a request cost if 10,000 cached tokens take turns, some of them far more often than others, and each arrives as a new string,
 * as a container makes it?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ZipfBenchmark {

    private static final int TOKENS = 10_000;
    private static final int REQUESTS = 1 << 16;

    @Param({"busha", "spring-cached"})
    String subject = "busha";

    private final Rule rule = Rule.allOf(Tokens.SCOPE);
    private RequestGuard guard;
    private Validator validator;
    private List<byte[]> requests;

    @Setup
    public void setUp() throws Exception {
        Tokens known = Tokens.ofKey(2048);
        guard = Guards.of(known, Providers.JDK, Guards.DEFAULT_CACHE, new SimpleMeterRegistry());
        validator = subject.equals("busha") ? this::decide : SpringRival.caching(known);
        List<byte[]> tokens = known.all(Kind.ONCE).stream()
                .limit(TOKENS)
                .map(token -> token.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        requests = zipf(tokens.size()).mapToObj(tokens::get).toList();
        for (byte[] token : tokens) {
            validator.validate(text(token));
        }
    }

    /** Returns indexes of which each occurs in inverse proportion to its rank, in random order. */
    private static IntStream zipf(int size) {
        double[] upTo = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
        double total = sum;
        return new Random(1).doubles(REQUESTS).mapToInt(random -> {
            int found = Arrays.binarySearch(upTo, random * total);
            return Math.min(size - 1, found < 0 ? -found - 1 : found);
        });
    }

    private static String text(byte[] token) {
        return new String(token, StandardCharsets.ISO_8859_1);
    }

    private Object decide(String token) {
        return Guards.decide(guard, List.of("Bearer " + token), rule);
    }

    @Benchmark
    public Object validate(Turn turn) throws Exception {
        return validator.validate(text(turn.of(requests)));
    }

    @TearDown
    public void tearDown() {
        guard.close();
    }
}
