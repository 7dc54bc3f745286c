package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.denial;
import static io.busha.resourceserver.guard.Guards.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.key.KeyTimes;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guard that fetches its keys itself. */
@Timeout(30)
class RequestGuardKeysTest {

    private final LocalIssuer issuer = LocalIssuer.start();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void closeIssuer() {
        issuer.close();
    }

    private RequestGuard guard(String... settings) {
        return RequestGuard.builder(Guards.settings(issuer, settings))
                .meterRegistry(registry)
                .build();
    }

    @Test
    void fetchesTheKeysOfTheIssuerThatIsSet() {
        try (RequestGuard guard = RequestGuard.of(Guards.settings(issuer))) {
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("permit []");
            assertThat(issuer.jwksFetches()).isEqualTo(1);
        }
    }

    @Test
    void goesByTheClockOfTheSystem() {
        try (RequestGuard guard = RequestGuard.of(Guards.settings(issuer))) {
            var past = issuer.accessToken().issuedAt(Instant.now().minus(Duration.ofHours(2)));
            var future = issuer.accessToken().issuedAt(Instant.now().plus(Duration.ofHours(2)));
            assertThat(outcome(guard.decide(bearer(past), Rule.open()))).isEqualTo("expired");
            assertThat(outcome(guard.decide(bearer(future), Rule.open()))).isEqualTo("not-yet-valid");
        }
    }

    @Test
    void unavailableKeysAreNotTheCallersFault() {
        issuer.misbehave(Fault.STATUS_500);
        try (RequestGuard guard = guard("unknown-kid-cool-down", "PT1M")) {
            for (Rule rule : List.of(Rule.open(), Rule.authenticated(), Rule.closed(), Rule.allOf("a"))) {
                var denial = denial(guard.decide(bearer(issuer.accessToken()), rule));
                assertThat(denial.reason().code()).isEqualTo("keys-unavailable");
                assertThat(denial.status()).isEqualTo(503);
                assertThat(denial.headers()).containsOnlyKeys("Retry-After", "Cache-Control", "Content-Type");
                assertThat(Integer.parseInt(denial.headers().getOrDefault("Retry-After", "none")))
                        .isBetween(30, 60);
            }
        }
    }

    @Test
    void whatNeedsNoKeyIsDecidedWithoutKeys() {
        issuer.misbehave(Fault.HANG);
        try (RequestGuard guard = guard("key-wait", "PT10S")) {
            assertThat(outcome(guard.decide(List.of(), Rule.open()))).isEqualTo("anonymous");
            assertThat(outcome(guard.decide(List.of(), Rule.authenticated()))).isEqualTo("no-credentials");
            assertThat(outcome(guard.decide(List.of("Bearer a.b.c"), Rule.open())))
                    .isEqualTo("malformed-token");
        }
    }

    @Test
    void asyncDecisionWaitsForKeysAndEndsWhenTheGuardIsClosed() {
        issuer.misbehave(Fault.HANG);
        RequestGuard guard = guard("key-wait", "PT10S");
        var stage = guard.decideAsync(bearer(issuer.accessToken()), Rule.authenticated())
                .toCompletableFuture();
        assertThat(stage).isNotDone();
        guard.close();
        assertThat(outcome(stage.join())).isEqualTo("keys-unavailable");
    }

    @Test
    void waitsForKeysNoLongerThanIsSet() {
        issuer.misbehave(Fault.HANG);
        try (RequestGuard guard = guard("key-wait", "PT0.1S")) {
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("keys-unavailable");
        }
    }

    @Test
    void closesTheKeysThatItWasGiven() {
        issuer.misbehave(Fault.HANG);
        KeyTimes times = KeyTimes.of(Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofSeconds(10));
        KeySource keys = KeySource.remote(IssuerLocation.of(issuer.issuer()), times, registry, Tags.empty());
        RequestGuard guard = RequestGuard.builder(Settings.from(
                        Map.of("issuer", "https://never-asked.invalid", "client-id", LocalIssuer.CLIENT_ID)))
                .meterRegistry(registry)
                .keys(keys)
                .build();
        var waiting = keys.find("any").toCompletableFuture();
        assertThat(waiting).isNotDone();
        guard.close();
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void metersGoToTheGlobalRegistryUnlessAnotherIsGiven() {
        Metrics.addRegistry(registry);
        try (RequestGuard guard = RequestGuard.of(Guards.settings(issuer))) {
            guard.decide(List.of(), Rule.open());
            assertThat(registry.get("busha.decisions")
                            .tag("outcome", "permit")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.find("busha.jwks.keys").gauge()).isNotNull();
        } finally {
            Metrics.removeRegistry(registry);
        }
        assertThat(registry.getMeters()).isEmpty();
    }
}
