package io.busha.resourceserver.benchmarks.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** What was measured: the score of every benchmark in every round. Not thread-safe. */
public final class Scores {

    private final Map<String, TreeMap<Integer, Score>> scores = new LinkedHashMap<>();

    /** Nanoseconds and, where they were counted, bytes allocated for one operation. */
    public record Score(double nanos, OptionalDouble bytes) {}

    /** Adds the score of a round. */
    public void add(String name, int round, Score score) {
        scores.computeIfAbsent(name, n -> new TreeMap<>()).put(round, score);
    }

    /** The benchmarks that have scores, in the order of their first. */
    public Set<String> names() {
        return scores.keySet();
    }

    /** The median time of a benchmark over its rounds. */
    public OptionalDouble nanos(String name) {
        return median(rounds(name).values().stream().mapToDouble(Score::nanos));
    }

    /** The median number of bytes that it allocated. */
    public OptionalDouble bytes(String name) {
        return median(rounds(name).values().stream().flatMapToDouble(score -> score.bytes().stream()));
    }

    /** The median over all rounds of how many times as long one takes as the other in the same round. */
    public OptionalDouble ratio(String name, String other) {
        return median(List.of(name, other), nanos -> nanos[0] / nanos[1]);
    }

    /** The median over all rounds that have each of these of what is made of their times. */
    public OptionalDouble median(List<String> names, ToDoubleFunction<double[]> figure) {
        return median(rounds(names.get(0)).keySet().stream()
                .filter(round -> names.stream().allMatch(name -> rounds(name).containsKey(round)))
                .mapToDouble(round -> figure.applyAsDouble(nanos(names, round))));
    }

    private double[] nanos(List<String> names, int round) {
        return names.stream()
                .map(name -> Objects.requireNonNull(rounds(name).get(round)))
                .mapToDouble(Score::nanos)
                .toArray();
    }

    /** The one of these whose median time is the smallest. */
    public Optional<String> fastest(Collection<String> names) {
        return names.stream().filter(scores::containsKey).min(Comparator.comparingDouble(name -> nanos(name)
                .orElseThrow()));
    }

    private Map<Integer, Score> rounds(String name) {
        return scores.getOrDefault(name, new TreeMap<>());
    }

    /** Of an even number, the mean of the two in the middle. */
    static OptionalDouble median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }
}
