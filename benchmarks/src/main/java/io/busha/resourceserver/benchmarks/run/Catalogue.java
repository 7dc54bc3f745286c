package io.busha.resourceserver.benchmarks.run;

import static io.busha.resourceserver.benchmarks.subject.Providers.ACCP;
import static io.busha.resourceserver.benchmarks.subject.Providers.JDK;

import io.busha.resourceserver.benchmarks.question.ColdBenchmark;
import io.busha.resourceserver.benchmarks.question.GuardBenchmark;
import io.busha.resourceserver.benchmarks.question.MissBenchmark;
import io.busha.resourceserver.benchmarks.question.RawBenchmark;
import io.busha.resourceserver.benchmarks.question.RefusalBenchmark;
import io.busha.resourceserver.benchmarks.question.RivalBenchmark;
import io.busha.resourceserver.benchmarks.question.Sha256Benchmark;
import io.busha.resourceserver.benchmarks.question.UnknownKeyBenchmark;
import io.busha.resourceserver.benchmarks.question.VirtualThreadsBenchmark;
import io.busha.resourceserver.benchmarks.question.WarmBenchmark;
import io.busha.resourceserver.benchmarks.question.ZipfBenchmark;
import io.busha.resourceserver.benchmarks.subject.Kind;
import io.busha.resourceserver.benchmarks.subject.Rival;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All benchmarks in the order of a round: benchmarks that are compared are close together. */
final class Catalogue {

    private static final Case WARM = Case.of("warm", WarmBenchmark.class, Map.of());

    private final boolean accp;
    private final boolean virtualThreads;

    /** Returns what can run, depending on whether ACCP works and virtual threads exist. */
    Catalogue(boolean accp, boolean virtualThreads) {
        this.accp = accp;
        this.virtualThreads = virtualThreads;
    }

    private boolean runsHere(Case benchmark) {
        return (accp || !benchmark.has(ACCP)) && (virtualThreads || benchmark.type() != VirtualThreadsBenchmark.class);
    }

    /** Returns the benchmarks of the promises. */
    List<Case> promised() {
        List<Case> cases = new ArrayList<>(List.of(
                Case.of("sha256", Sha256Benchmark.class, Map.of()),
                WARM,
                refusal(Kind.GARBAGE),
                cold("2048", JDK),
                raw("2048", JDK),
                miss("2048", JDK)));
        cases.addAll(rivals("2048", JDK));
        cases.add(Case.of("zipf", ZipfBenchmark.class, Map.of("subject", "busha")));
        cases.add(Case.of("spring-cached.zipf", ZipfBenchmark.class, Map.of("subject", "spring-cached")));
        cases.addAll(List.of(cold("2048", ACCP), raw("2048", ACCP)));
        cases.addAll(rivals("2048", ACCP));
        cases.addAll(List.of(
                cold("2048", JDK).onTwoThreads(),
                raw("2048", JDK).onTwoThreads(),
                cold("4096", JDK),
                raw("4096", JDK),
                cold("4096", ACCP),
                raw("4096", ACCP)));
        return cases.stream().filter(this::runsHere).toList();
    }

    /** Returns all other benchmarks. */
    List<Case> others() {
        List<Case> cases = new ArrayList<>(rivals("4096", JDK));
        for (String bits : List.of("2048", "4096")) {
            for (String provider : List.of(JDK, ACCP)) {
                cases.add(Case.of("guard." + bits + "." + provider, GuardBenchmark.class, on(bits, provider)));
                cases.add(miss(bits, provider));
                cases.add(cold(bits, provider).onTwoThreads());
                cases.add(raw(bits, provider).onTwoThreads());
            }
        }
        cases.add(WARM.onTwoThreads());
        Stream.of(Kind.NO_DOTS, Kind.WRONG_ALGORITHM, Kind.WRONG_ISSUER, Kind.EXPIRED, Kind.BAD_SIGNATURE)
                .map(Catalogue::refusal)
                .forEach(cases::add);
        cases.add(Case.of("refuse.unknown-key", UnknownKeyBenchmark.class, Map.of()));
        cases.add(virtual("virtual.cold.2048.jdk", JDK, "0"));
        cases.add(virtual("virtual.cold.2048.accp", ACCP, "0"));
        cases.add(virtual("virtual.warm", JDK, "10000"));
        List<Case> promised = promised();
        return cases.stream()
                .filter(this::runsHere)
                .filter(one -> !promised.contains(one))
                .toList();
    }

    /** Returns the benchmark with this name. */
    Optional<Case> named(String name) {
        return Stream.concat(promised().stream(), others().stream())
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst();
    }

    private static Case raw(String bits, String provider) {
        return Case.of("raw." + bits + "." + provider, RawBenchmark.class, on(bits, provider));
    }

    private static Case cold(String bits, String provider) {
        return Case.of("cold." + bits + "." + provider, ColdBenchmark.class, on(bits, provider));
    }

    private static Case miss(String bits, String provider) {
        return Case.of("miss." + bits + "." + provider, MissBenchmark.class, on(bits, provider));
    }

    private static Map<String, String> on(String bits, String provider) {
        return Map.of("bits", bits, "provider", provider);
    }

    private static List<Case> rivals(String bits, String provider) {
        return Stream.of(Rival.values())
                .map(rival -> Case.of(
                        rival.id() + "." + bits + "." + provider,
                        RivalBenchmark.class,
                        Map.of("bits", bits, "provider", provider, "rival", rival.id())))
                .toList();
    }

    private static Case refusal(Kind kind) {
        String name = "refuse." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return Case.of(name, RefusalBenchmark.class, Map.of("kind", kind.name()));
    }

    private static Case virtual(String name, String provider, String cacheSize) {
        return Case.of(name, VirtualThreadsBenchmark.class, Map.of("provider", provider, "cacheSize", cacheSize));
    }
}
