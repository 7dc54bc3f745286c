package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.busha.resourceserver.Patience;
import io.busha.resourceserver.key.KeyHealth;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guard that starts while its issuer is down uses the keys that an earlier guard has saved. */
class CacheFileTest {

    private final LocalIssuer issuer = LocalIssuer.start();

    @TempDir
    Path parent;

    @AfterEach
    void stop() {
        issuer.close();
    }

    private Path file() {
        return parent.resolve("busha/keys.json");
    }

    private RequestGuard guard(String startUp) {
        Settings settings = Guards.settings(
                issuer,
                "start-up",
                startUp,
                "start-up-limit",
                startUp.equals("lazy") ? "10s" : "1s",
                "jwks-retry-cap",
                "1s",
                "jwks-cache-file",
                file().toString());
        return RequestGuard.builder(settings)
                .meterRegistry(new SimpleMeterRegistry())
                .build();
    }

    private void live() {
        try (RequestGuard first = guard("lazy")) {
            Patience.await(() -> Files.exists(file()));
            assertThat(first.keyHealth().state()).isEqualTo(KeyHealth.State.UP);
        }
    }

    private String decided(RequestGuard guard) {
        return outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated()));
    }

    @Test
    void servesImmediatelyAfterRestartDuringOutage() {
        live();
        issuer.misbehave(Fault.STATUS_500);
        try (RequestGuard second = guard("required")) {
            assertThat(decided(second)).isEqualTo("permit []");
            assertThat(second.keyHealth().state()).isEqualTo(KeyHealth.State.DEGRADED);
            assertThat(outcome(
                            second.decide(bearer(issuer.accessToken().header("kid", "unknown")), Rule.authenticated())))
                    .isEqualTo("keys-unavailable");
            issuer.misbehave(Fault.NONE);
            Patience.await(() -> second.keyHealth().state() == KeyHealth.State.UP);
            assertThat(decided(second)).isEqualTo("permit []");
        }
    }

    /** Until a fetch succeeds, the saved keys may have been withdrawn. */
    @Test
    void isDegradedUntilTheFirstFetchEnds() {
        live();
        issuer.misbehave(Fault.HANG);
        try (RequestGuard second = guard("required")) {
            assertThat(second.keyHealth().state()).isEqualTo(KeyHealth.State.DEGRADED);
            assertThat(decided(second)).isEqualTo("permit []");
        }
    }

    @Test
    void refusesWithdrawnKeyAfterTheFirstFetch() {
        live();
        issuer.withdraw(issuer.currentKey().kid());
        issuer.rotate();
        try (RequestGuard second = guard("required")) {
            Patience.await(() -> second.keyHealth().state() == KeyHealth.State.UP);
            assertThat(decided(second)).isEqualTo("permit []");
            assertThat(second.keyHealth().keyIds())
                    .containsExactly(issuer.currentKey().kid());
        }
    }

    @Test
    void doesNotStartWithUnusableFile() throws IOException {
        live();
        Files.writeString(file(), "damaged");
        issuer.misbehave(Fault.STATUS_500);
        assertThatIllegalStateException().isThrownBy(() -> guard("required").close());
    }

    @Test
    void writesNoFileWithoutTheSetting() throws IOException {
        RequestGuard.builder(Guards.settingsWithKeys(issuer))
                .meterRegistry(new SimpleMeterRegistry())
                .build()
                .close();
        try (var files = Files.list(parent)) {
            assertThat(files).isEmpty();
        }
    }
}
