package io.busha.resourceserver.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.benchmarks.report.Finding.Verdict;
import io.busha.resourceserver.benchmarks.report.Scores.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {

    private final Scores scores = new Scores();

    @Test
    void valueAtTheLimitHolds() {
        assertThat(verdict(Target.atMost(1.1, "t", "", s -> OptionalDouble.of(1.1))))
                .isEqualTo(Verdict.HOLDS);
        assertThat(verdict(Target.atLeast(1.1, "t", "", s -> OptionalDouble.of(1.1))))
                .isEqualTo(Verdict.HOLDS);
    }

    @Test
    void valueBeyondTheLimitDoesNotHold() {
        assertThat(verdict(Target.atMost(1.1, "t", "", s -> OptionalDouble.of(1.11))))
                .isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(Target.atLeast(1.1, "t", "", s -> OptionalDouble.of(1.09))))
                .isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void targetWithoutMeasurementDoesNotHold() {
        assertThat(Targets.find(scores)).extracting(Finding::verdict).containsOnly(Verdict.NOT_MEASURED);
    }

    @Test
    void comparesWithTheFastestRival() {
        add("cold.2048.jdk", 30, 0);
        add("spring.2048.jdk", 60, 0);
        add("java-jwt.2048.jdk", 40, 0);

        assertThat(figure("cold.2048.jdk.over_best_rival")).hasValue(0.75);
    }

    @Test
    void throughputRatioIsInverted() {
        add("http.open", 90, 0);
        add("http.warm", 100, 0);

        assertThat(figure("http.warm.over_open")).hasValue(0.9);
    }

    @Test
    void subtractsBytesOfTheRawVerification() {
        add("cold.2048.jdk", 30, 9000);
        add("raw.2048.jdk", 30, 6500);

        assertThat(figure("alloc.cold.over_raw.bytes")).hasValue(2500);
    }

    @Test
    void scalingIsOneIfBothSlowDownEqually() {
        add("cold.2048.jdk", 30, 0);
        add("cold.2048.jdk.2threads", 36, 0);
        add("raw.2048.jdk", 25, 0);
        add("raw.2048.jdk.2threads", 30, 0);

        assertThat(figure("cold.2048.jdk.scaling_over_raw").getAsDouble()).isBetween(0.999, 1.001);
    }

    @Test
    void fileHoldsOnlyMeasuredFigures(@TempDir Path folder) throws IOException {
        add("http.open", 95.5, 0);
        add("http.warm", 100, 0);
        Path file = folder.resolve("ratios.json");

        RatiosFile.write(Targets.find(scores), file);

        assertThat(Files.readString(file)).isEqualToIgnoringWhitespace("{\"http.warm.over_open\": 0.9550}");
    }

    private void add(String name, double nanos, double bytes) {
        scores.add(name, 1, new Score(nanos, OptionalDouble.of(bytes)));
    }

    private Verdict verdict(Target target) {
        return target.find(scores).verdict();
    }

    private OptionalDouble figure(String name) {
        return Targets.find(scores).stream()
                .filter(finding -> finding.target().name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
