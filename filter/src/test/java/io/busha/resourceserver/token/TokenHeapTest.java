package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What remembered tokens are taken to weigh, and what they do. */
class TokenHeapTest {

    private static final int TOKENS = 400;
    private static final long MOST_BYTES = 2 << 20;

    /** What else lives on the heap comes and goes meanwhile, by less than that. */
    @Test
    void estimatesWhatIsMeasured() {
        TokenHeap.Taken taken = new TokenHeap().take(TOKENS, 150, 1L << 40);
        assertThat(taken.tokens()).isEqualTo(TOKENS);
        assertThat((double) taken.estimated() / taken.bytes()).isBetween(0.75, 1.5);
    }

    @Test
    void keepsNoMoreBytesThanItMay() {
        TokenHeap.Taken taken = new TokenHeap().take(TOKENS, 150, MOST_BYTES);
        assertThat(taken.tokens()).isBetween(50L, 300L);
        assertThat((double) taken.bytes()).isLessThan(1.5 * MOST_BYTES);
    }

    @Test
    void estimatesValuesOfEveryType() {
        assertThat(HeapSize.of(null)).isZero();
        assertThat(HeapSize.of("abc")).isEqualTo(43);
        assertThat(HeapSize.of("ab\u20ac")).isEqualTo(46);
        for (Object number : List.of(1L, BigInteger.ONE, BigDecimal.ONE, true)) {
            assertThat(HeapSize.of(number)).isEqualTo(24);
        }
        assertThat(HeapSize.of(Arrays.asList("a", null))).isEqualTo(64 + 4 + 41 + 4);
        assertThat(HeapSize.of(Map.of("a", "bc"))).isEqualTo(48 + 64 + 4 + 41 + 64 + 4 + 42);
    }
}
