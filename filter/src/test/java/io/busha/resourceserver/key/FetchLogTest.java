package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.Logged;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Log lines about unusable keys. {@link KeyCacheTest} tests log lines about fetches. */
class FetchLogTest {

    private static final String PREFIX = "INFO The key \"a\" of https://a.example is not used: ";
    private static final KeySet.PassedOver KEY = KeySet.PassedOver.of("a", "its \"use\" is not \"sig\"");

    private final FetchLog log = new FetchLog(IssuerLocation.of("https://a.example"), Duration.ofHours(6));

    @Test
    void logsAnUnusableKeyOnce() {
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            log.passedOver(List.of(KEY));
            log.passedOver(List.of(KEY));
            log.passedOver(List.of());
            log.passedOver(List.of(KEY));
            assertThat(logged.lines()).containsExactly(PREFIX + "its \"use\" is not \"sig\"");
        }
    }

    @Test
    void logsANewReasonAndANewKey() {
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            log.passedOver(List.of(KEY));
            log.passedOver(
                    List.of(KeySet.PassedOver.of("a", "another"), KeySet.PassedOver.of(null, "it has no \"kid\"")));
            assertThat(logged.lines())
                    .containsExactly(
                            PREFIX + "its \"use\" is not \"sig\"",
                            PREFIX + "another",
                            "INFO A key of https://a.example is not used: it has no \"kid\"");
        }
    }

    @Test
    void forgetsOnlyKeysThatAreNoLongerPublished() {
        log.passedOver(List.of(KEY, KeySet.PassedOver.of("gone", "x")));
        IntStream.range(0, 127).forEach(i -> log.passedOver(List.of(KeySet.PassedOver.of("k" + i, "x"), KEY)));
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            log.passedOver(List.of(KEY, KeySet.PassedOver.of("gone", "x")));
            assertThat(logged.lines()).containsExactly("INFO The key \"gone\" of https://a.example is not used: x");
        }
    }
}
