package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerHeadTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "17 | 17",
                "999999999 | 999999999",
                "1000000000 | 0",
                "-1 | 0",
                "+1 | 0",
                "1.5 | 0",
                "soon | 0",
                "'' | 0",
                "Sat, 21 Nov 2026 12:00:25 GMT | 25",
                "Sat, 21 Nov 2026 12:00:00 GMT | 0",
                "Sat, 21 Nov 2026 11:59:59 GMT | 0",
                "Sun, 21 Nov 2026 12:00:25 GMT | 0",
            })
    void readsSecondsAndDatesToRetryAfter(String text, long seconds) {
        assertThat(AnswerHead.retryAfter(text, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
