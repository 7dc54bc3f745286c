package io.busha.resourceserver.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.benchmarks.report.Scores.Score;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private final Scores scores = new Scores();

    @Test
    void medianIsTheMiddleOrTheMeanOfTheMiddleTwo() {
        assertThat(Scores.median(DoubleStream.of(9, 1, 5))).hasValue(5);
        assertThat(Scores.median(DoubleStream.of(9, 1, 5, 7))).hasValue(6);
        assertThat(Scores.median(DoubleStream.empty())).isEmpty();
    }

    @Test
    void ratioIsTheMedianOfRatios() {
        add("a", 10, 40, 90);
        add("b", 10, 10, 30);

        assertThat(scores.ratio("a", "b")).hasValue(3);
        assertThat(scores.nanos("a").getAsDouble() / scores.nanos("b").getAsDouble())
                .isEqualTo(4);
    }

    @Test
    void ratioSkipsRoundsMissingOnOneSide() {
        add("a", 10, 40);
        scores.add("b", 2, score(20));

        assertThat(scores.ratio("a", "b")).hasValue(2);
        assertThat(scores.ratio("a", "c")).isEmpty();
        assertThat(scores.ratio("c", "a")).isEmpty();
    }

    @Test
    void fastestHasTheSmallestMedian() {
        add("a", 1, 50, 50);
        add("b", 40, 40, 90);

        assertThat(scores.fastest(List.of("a", "b", "c"))).hasValue("b");
        assertThat(scores.fastest(List.of("c"))).isEmpty();
    }

    private void add(String name, double... nanos) {
        for (int i = 0; i < nanos.length; i++) {
            scores.add(name, i + 1, score(nanos[i]));
        }
    }

    private static Score score(double nanos) {
        return new Score(nanos, OptionalDouble.empty());
    }
}
