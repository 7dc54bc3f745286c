package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetchBudgetTest {

    private static final long COOL_DOWN = 1000;

    @ParameterizedTest
    @ValueSource(longs = {0, 5, Long.MAX_VALUE - 1500, Long.MIN_VALUE})
    void allowsTwoFetchesAndThenOnePerCoolDown(long start) {
        FetchBudget budget = new FetchBudget(COOL_DOWN, start);
        assertThat(budget.take(start)).isTrue();
        assertThat(budget.take(start)).isTrue();
        assertThat(budget.take(start)).isFalse();
        assertThat(budget.take(start + COOL_DOWN - 1)).isFalse();
        assertThat(budget.take(start + COOL_DOWN)).isTrue();
        assertThat(budget.take(start + COOL_DOWN)).isFalse();
        assertThat(budget.take(start + 2 * COOL_DOWN)).isTrue();
    }

    @Test
    void accumulatesAtMostTwoFetches() {
        FetchBudget budget = new FetchBudget(COOL_DOWN, 0);
        assertThat(budget.take(100 * COOL_DOWN)).isTrue();
        assertThat(budget.take(100 * COOL_DOWN)).isTrue();
        assertThat(budget.take(100 * COOL_DOWN)).isFalse();
    }

    @Test
    void neverExceedsItsBound() {
        FetchBudget budget = new FetchBudget(COOL_DOWN, 0);
        long duration = 50 * COOL_DOWN;
        int given = 0;
        for (long now = 0; now < duration; now++) {
            given += budget.take(now) ? 1 : 0;
        }
        assertThat(given).isEqualTo((int) (duration / COOL_DOWN) + 1);
    }

    @Test
    void allowsTheSpareFetchOnlyFromAFullBudget() {
        FetchBudget budget = new FetchBudget(COOL_DOWN, 0);
        assertThat(budget.takeSpare(0)).isTrue();
        assertThat(budget.takeSpare(0)).isFalse();
        assertThat(budget.takeSpare(COOL_DOWN - 1)).isFalse();
        assertThat(budget.takeSpare(COOL_DOWN)).isTrue();
        assertThat(budget.take(COOL_DOWN)).isTrue();
        assertThat(budget.take(COOL_DOWN)).isFalse();
    }
}
