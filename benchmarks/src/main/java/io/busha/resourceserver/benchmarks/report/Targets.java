package io.busha.resourceserver.benchmarks.report;

import static io.busha.resourceserver.benchmarks.report.Target.atLeast;
import static io.busha.resourceserver.benchmarks.report.Target.atMost;

import io.busha.resourceserver.benchmarks.subject.Rival;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** All promises, by the names of the scores. */
public final class Targets {

    private static final String SPRING = Rival.SPRING.id() + ".2048.jdk";

    private static final List<Target> ALL = List.of(
            atMost(1.10, "cold.2048.jdk.over_raw", "cold / bare JDK signature", ratio("cold.2048.jdk", "raw.2048.jdk")),
            atMost(
                    1.15,
                    "cold.2048.accp.over_raw",
                    "cold / bare ACCP signature",
                    ratio("cold.2048.accp", "raw.2048.accp")),
            atMost(
                    1.05,
                    "cold.4096.jdk.over_raw",
                    "cold / bare JDK signature, 4096 bits",
                    ratio("cold.4096.jdk", "raw.4096.jdk")),
            atMost(
                    1.05,
                    "cold.4096.accp.over_raw",
                    "cold / bare ACCP signature, 4096 bits",
                    ratio("cold.4096.accp", "raw.4096.accp")),
            atMost(
                    1.00,
                    "cold.2048.jdk.over_best_rival",
                    "cold / fastest rival, all on the JDK",
                    overBest("cold.2048.jdk", "jdk")),
            atMost(
                    0.55,
                    "cold.2048.accp.over_best_rival",
                    "cold on ACCP / fastest rival on the JDK",
                    overBest("cold.2048.accp", "jdk")),
            atMost(
                    1.00,
                    "cold.2048.accp.over_best_rival_accp",
                    "cold / fastest rival, all on ACCP",
                    overBest("cold.2048.accp", "accp")),
            atMost(
                    0.36,
                    "cold.2048.accp.over_spring",
                    "cold on ACCP / Spring's decoder on the JDK",
                    ratio("cold.2048.accp", SPRING)),
            atMost(
                    1.15,
                    "miss.2048.jdk.over_raw",
                    "cache miss / bare JDK signature",
                    ratio("miss.2048.jdk", "raw.2048.jdk")),
            atMost(2.0, "warm.over_sha256", "warm / SHA-256 of the token", ratio("warm", "sha256")),
            atMost(0.05, "warm.over_best_rival", "warm / fastest rival", overBest("warm", "jdk")),
            atMost(
                    1.00,
                    "zipf.over_spring_cached",
                    "10,000 cached tokens / Spring's decoder, own cache",
                    ratio("zipf", "spring-cached.zipf")),
            atMost(
                    0.05,
                    "garbage.over_raw",
                    "malformed token / bare JDK signature",
                    ratio("refuse.garbage", "raw.2048.jdk")),
            atLeast(0.95, "http.warm.over_open", "throughput, warm / no filter", ratio("http.open", "http.warm")),
            atLeast(
                    1.5,
                    "http.warm.over_spring",
                    "throughput, warm / Spring Security",
                    ratio("http.spring", "http.warm")),
            atLeast(
                    1.0,
                    "http.warm.over_spring_cached",
                    "throughput, warm / Spring Security, own cache",
                    ratio("http.spring-cached", "http.warm")),
            atLeast(
                    1.0,
                    "http.cold.over_spring",
                    "throughput, cold / Spring Security",
                    ratio("http.spring", "http.cold")),
            atMost(1536, "alloc.warm.bytes", "bytes allocated, warm", scores -> scores.bytes("warm")),
            atMost(3072, "alloc.cold.over_raw.bytes", "bytes allocated, cold - bare JDK signature", Targets::coldBytes),
            atLeast(
                    0.95,
                    "cold.2048.jdk.scaling_over_raw",
                    "gain of 2 threads, cold / bare JDK signature",
                    Targets::scaling));

    private Targets() {}

    /** Returns each target with its measured figure. */
    public static List<Finding> find(Scores scores) {
        return ALL.stream().map(target -> target.find(scores)).toList();
    }

    private static Function<Scores, OptionalDouble> ratio(String name, String other) {
        return scores -> scores.ratio(name, other);
    }

    private static Function<Scores, OptionalDouble> overBest(String name, String provider) {
        List<String> rivals = Arrays.stream(Rival.values())
                .map(rival -> rival.id() + ".2048." + provider)
                .toList();
        return scores ->
                scores.fastest(rivals).map(rival -> scores.ratio(name, rival)).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble coldBytes(Scores scores) {
        OptionalDouble cold = scores.bytes("cold.2048.jdk");
        OptionalDouble raw = scores.bytes("raw.2048.jdk");
        return cold.isPresent() && raw.isPresent()
                ? OptionalDouble.of(cold.getAsDouble() - raw.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Returns the time per thread with one thread divided by the time with two: 1 if the second thread costs the first nothing. */
    private static OptionalDouble scaling(Scores scores) {
        return scores.median(
                List.of("cold.2048.jdk", "cold.2048.jdk.2threads", "raw.2048.jdk", "raw.2048.jdk.2threads"),
                nanos -> nanos[0] / nanos[1] / (nanos[2] / nanos[3]));
    }
}
