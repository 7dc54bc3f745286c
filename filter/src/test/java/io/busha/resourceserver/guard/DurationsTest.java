package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "0ms, PT0S",
        "30s, PT30S",
        "500ms, PT0.5S",
        "1500ms, PT1.5S",
        "5m, PT5M",
        "1h, PT1H",
        "007s, PT7S",
        "999999999ms, PT999999.999S",
        "999999999s, PT999999999S",
        "999999999m, PT999999999M",
        "999999999h, PT999999999H",
        "PT30S, PT30S",
        "pt30s, PT30S",
        "PT0.1S, PT0.1S",
        "PT1M30S, PT90S",
        "P1D, PT24H",
        "PT-1S, PT-1S",
        "-PT1S, PT-1S",
    })
    void readsDurations(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "s",
                "30 s",
                " 30s",
                "30s ",
                "-30s",
                "+30s",
                "1.5s",
                "1d",
                "30S",
                "5M",
                "30sec",
                "1m30s",
                "1000000000s",
                "\u0663s",
                "PT",
                "P",
                "PT1",
                "PT1H1H",
                "PT99999999999999999999S",
                "30s\n"
            })
    void refusesTextThatIsNoDuration(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Durations.parse(text))
                .withMessage("a duration has the form PT30S or 30s");
    }
}
