package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final long CAP = Duration.ofSeconds(30).toNanos();

    private static double nextInSeconds(BackOff backOff) {
        return backOff.next() / 1e9;
    }

    @Test
    void doublesTheLimitUpToTheCap() {
        BackOff backOff = new BackOff(CAP, () -> 1);
        for (double seconds : new double[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(nextInSeconds(backOff)).isEqualTo(seconds);
        }
    }

    @Test
    void picksARandomPauseUpToTheLimit() {
        assertThat(new BackOff(CAP, () -> 0).next()).isZero();
        assertThat(nextInSeconds(new BackOff(CAP, () -> 0.25))).isEqualTo(0.25);
    }

    @Test
    void startsOverAfterReset() {
        BackOff backOff = new BackOff(CAP, () -> 1);
        backOff.next();
        backOff.next();
        backOff.reset();
        assertThat(nextInSeconds(backOff)).isEqualTo(1);
    }

    @Test
    void neverExceedsACapBelowTheFirstPause() {
        BackOff backOff = new BackOff(CAP / 60, () -> 1);
        assertThat(nextInSeconds(backOff)).isEqualTo(0.5);
        assertThat(nextInSeconds(backOff)).isEqualTo(0.5);
        backOff.reset();
        assertThat(nextInSeconds(backOff)).isEqualTo(0.5);
    }
}
