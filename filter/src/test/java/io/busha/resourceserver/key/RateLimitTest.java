package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

    private static final long STRETCH = 1000;

    @ParameterizedTest
    @ValueSource(longs = {0, -500, Long.MAX_VALUE - 100})
    void allowsItsNumberInAnyPeriod(long start) {
        RateLimit limit = new RateLimit(2, STRETCH);
        assertThat(limit.take(start)).isTrue();
        assertThat(limit.take(start + 400)).isTrue();
        assertThat(limit.take(start + STRETCH - 1)).isFalse();
        // If the oldest was taken exactly one period ago, it no longer counts.
        assertThat(limit.take(start + STRETCH)).isTrue();
        assertThat(limit.take(start + STRETCH + 399)).isFalse();
        assertThat(limit.take(start + STRETCH + 400)).isTrue();
        assertThat(limit.take(start + STRETCH + 400)).isFalse();
    }

    @Test
    void neverExceedsItsRate() {
        RateLimit limit = new RateLimit(50, STRETCH);
        int given = 0;
        for (long now = 0; now < 10 * STRETCH; now++) {
            given += limit.take(now) ? 1 : 0;
        }
        assertThat(given).isEqualTo(10 * 50);
    }
}
