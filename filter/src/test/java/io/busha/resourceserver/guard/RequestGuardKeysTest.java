package io.busha.resourceserver.guard;

import static io.busha.resourceserver.guard.Guards.bearer;
import static io.busha.resourceserver.guard.Guards.denial;
import static io.busha.resourceserver.guard.Guards.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.busha.resourceserver.OwnThreads;
import io.busha.resourceserver.Patience;
import io.busha.resourceserver.key.FailedKeys;
import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyHealth;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guard that fetches its own keys. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RequestGuardKeysTest {

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
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

    /** Returns a guard that has fetched its keys. */
    private RequestGuard guardWithKeys() {
        return RequestGuard.of(Guards.settings(issuer, "start-up", "required", "start-up-limit", "2m"));
    }

    @Test
    void fetchesKeysOfTheConfiguredIssuer() {
        try (RequestGuard guard = guardWithKeys()) {
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("permit []");
            assertThat(issuer.jwksFetches()).isEqualTo(1);
        }
    }

    @Test
    void usesTheSystemClock() {
        try (RequestGuard guard = guardWithKeys()) {
            var past = issuer.accessToken().issuedAt(Instant.now().minus(Duration.ofHours(2)));
            var future = issuer.accessToken().issuedAt(Instant.now().plus(Duration.ofHours(2)));
            assertThat(outcome(guard.decide(bearer(past), Rule.open()))).isEqualTo("expired");
            assertThat(outcome(guard.decide(bearer(future), Rule.open()))).isEqualTo("not-yet-valid");
        }
    }

    @Test
    void answers503WhenKeysAreUnavailable() {
        issuer.misbehave(Fault.STATUS_429);
        try (RequestGuard guard = guard()) {
            for (Rule rule : List.of(Rule.open(), Rule.authenticated(), Rule.closed(), Rule.allOf("a"))) {
                var denial = denial(guard.decide(bearer(issuer.accessToken()), rule));
                assertThat(denial.reason().code()).isEqualTo("keys-unavailable");
                assertThat(denial.status()).isEqualTo(503);
                assertThat(denial.headers()).containsOnlyKeys("Retry-After", "Cache-Control", "Content-Type");
                assertThat(Integer.parseInt(denial.headers().getOrDefault("Retry-After", "none")))
                        .isPositive();
            }
        }
    }

    @Test
    void answersRetryAfterInWholeSeconds() {
        KeySource down = FailedKeys.toldToWait(Duration.ofSeconds(1));
        try (RequestGuard guard = RequestGuard.builder(Guards.settings(issuer))
                .meterRegistry(registry)
                .keys(down)
                .build()) {
            var denial = denial(guard.decide(bearer(issuer.accessToken()), Rule.open()));
            assertThat(FailedKeys.BACK_OFF).isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
            assertThat(denial.headers()).containsEntry("Retry-After", "2");
        }
    }

    @Test
    void startsEvenIfTheIssuerMisbehaves() {
        issuer.misbehave(Fault.REFUSED);
        try (RequestGuard guard = guard()) {
            assertThat(outcome(guard.decide(List.of(), Rule.open()))).isEqualTo("anonymous");
        }
    }

    @Test
    void startsWithKeysIfTheyAreRequired() {
        try (RequestGuard guard = guardWithKeys()) {
            assertThat(guard.keyHealth().state()).isEqualTo(KeyHealth.State.UP);
            assertThat(guard.keyHealth().keyIds())
                    .containsExactly(issuer.currentKey().kid());
        }
    }

    /** RemoteKeysTest covers each cause in virtual time. */
    @Test
    void doesNotStartWithoutRequiredKeys() {
        issuer.misbehave(Fault.STATUS_500);
        assertThatIllegalStateException()
                .isThrownBy(() -> guard("start-up", "required", "start-up-limit", "1s"))
                .withMessageStartingWith("start-up is required, and the keys of " + issuer.issuer()
                        + " could not be fetched within PT1S: ");
        assertThat(registry.getMeters()).isEmpty();
        issuer.misbehave(Fault.HANG);
        assertThatIllegalStateException()
                .isThrownBy(() -> guard("start-up", "required", "start-up-limit", "1s"))
                .withMessageEndingWith("could not be fetched within PT1S: there is no answer yet");
    }

    @Test
    void retriesDuringStart() {
        issuer.misbehave(Fault.STATUS_500);
        CompletableFuture<Void> healed = CompletableFuture.runAsync(() -> {
            while (issuer.discoveryFetches() == 0) {
                Thread.onSpinWait();
            }
            issuer.misbehave(Fault.NONE);
        });
        try (RequestGuard guard = guard("start-up", "required", "start-up-limit", "2m")) {
            assertThat(guard.keyHealth().state()).isEqualTo(KeyHealth.State.UP);
        }
        assertThat(healed).succeedsWithin(Patience.LIMIT);
    }

    @Test
    void stopsWaitingWhenTheThreadIsInterrupted() {
        issuer.misbehave(Fault.HANG);
        Thread.currentThread().interrupt();
        assertThatIllegalStateException().isThrownBy(() -> guard("start-up", "required"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void fetchesThroughTheGivenProxy() {
        try (LocalIssuer unreachable = LocalIssuer.start();
                RequestGuard guard = RequestGuard.builder(Guards.settings(unreachable))
                        .meterRegistry(registry)
                        .proxy(ProxySelector.of(new InetSocketAddress(
                                issuer.uri().getHost(), issuer.uri().getPort())))
                        .build()) {
            guard.decide(bearer(unreachable.accessToken()), Rule.authenticated());
            Patience.await(() -> issuer.connections() > 0);
            assertThat(unreachable.connections()).isZero();
        }
    }

    @Test
    void sendsTheProxyTheCredentialsOfItsAuthenticator() throws Exception {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CompletableFuture<String> credentials = new CompletableFuture<>();
        proxy.createContext("/", exchange -> {
            String given = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            if (given != null) {
                credentials.complete(given);
            }
            exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"x\"");
            exchange.sendResponseHeaders(407, -1);
            exchange.close();
        });
        proxy.start();
        Authenticator authenticator = new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("a", "b".toCharArray());
            }
        };
        try (RequestGuard guard = RequestGuard.builder(Guards.settings(issuer))
                .meterRegistry(registry)
                .proxy(ProxySelector.of(proxy.getAddress()))
                .proxyAuthenticator(authenticator)
                .build()) {
            assertThat(credentials).succeedsWithin(Patience.LIMIT).isEqualTo("Basic YTpi");
            assertThat(guard.keyHealth().keyIds()).isEmpty();
        } finally {
            proxy.stop(0);
        }
    }

    @Test
    void verifiesCertificatesWithTheGivenSslContext() throws GeneralSecurityException {
        SSLContext unusable = SSLContext.getInstance("TLS");
        assertThatIllegalStateException()
                .isThrownBy(() -> RequestGuard.builder(Guards.settings(issuer))
                        .meterRegistry(registry)
                        .sslContext(unusable)
                        .build())
                .withMessageContaining("not initialized");
    }

    @Test
    void endsThreadsOfItsKeysWhenItsMetersCannotBeRegistered() {
        registry.counter("busha.token.validation", "guard", "busha");
        OwnThreads own = new OwnThreads();
        assertThatThrownBy(() -> own.run(() -> guard())).hasMessageContaining("busha.token.validation");
        own.awaitNone("busha-keys");
    }

    @Test
    void leavesNoMeterIfThoseOfTokenCacheCannotBeRegistered() {
        registry.counter("busha.tokens.size", "guard", "busha");
        assertThatThrownBy(() -> guard()).hasMessageContaining("busha.tokens.size");
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("busha.tokens.size");
    }

    @Test
    void leavesGivenKeysOpenWhenItsMetersCannotBeRegistered() throws Exception {
        registry.counter("busha.token.validation", "guard", "busha");
        OwnThreads own = new OwnThreads();
        KeySource given = own.run(() -> KeySource.remote(
                IssuerLocation.of(issuer.issuer()), KeyPolicy.DEFAULT, new SimpleMeterRegistry(), Tags.empty()));
        try (given) {
            assertThatThrownBy(() -> RequestGuard.builder(Guards.settings(issuer))
                            .meterRegistry(registry)
                            .keys(given)
                            .build())
                    .hasMessageContaining("busha.token.validation");
            assertThat(own.alive("busha-keys-timer")).hasSize(1);
        }
    }

    @Test
    void decidesWithoutKeysWhenNoneIsNeeded() {
        issuer.misbehave(Fault.HANG);
        try (RequestGuard guard = guard("key-wait", "PT10S")) {
            assertThat(outcome(guard.decide(List.of(), Rule.open()))).isEqualTo("anonymous");
            assertThat(outcome(guard.decide(List.of(), Rule.authenticated()))).isEqualTo("no-credentials");
            assertThat(outcome(guard.decide(List.of("Bearer a.b.c"), Rule.open())))
                    .isEqualTo("malformed-token");
        }
    }

    @Test
    void asyncDecisionWaitsForKeysUntilTheGuardIsClosed() {
        issuer.misbehave(Fault.HANG);
        RequestGuard guard = guard("key-wait", "PT10S");
        var stage = guard.decideAsync(bearer(issuer.accessToken()), Rule.authenticated())
                .toCompletableFuture();
        assertThat(stage).isNotDone();
        guard.close();
        assertThat(stage).succeedsWithin(Duration.ofMinutes(2)).satisfies(decision -> assertThat(outcome(decision))
                .isEqualTo("keys-unavailable"));
    }

    @Test
    void waitsForKeysNoLongerThanConfigured() {
        issuer.misbehave(Fault.HANG);
        try (RequestGuard guard = guard("key-wait", "PT0.1S")) {
            assertThat(outcome(guard.decide(bearer(issuer.accessToken()), Rule.authenticated())))
                    .isEqualTo("keys-unavailable");
        }
    }

    @Test
    void closesTheGivenKeys() {
        issuer.misbehave(Fault.HANG);
        KeyPolicy policy =
                KeyPolicy.builder().keyWait(Patience.LIMIT.multipliedBy(2)).build();
        KeySource keys = KeySource.remote(IssuerLocation.of(issuer.issuer()), policy, registry, Tags.empty());
        RequestGuard guard = RequestGuard.builder(Settings.from(
                        Map.of("issuer", "https://never-asked.invalid", "client-id", LocalIssuer.CLIENT_ID)))
                .meterRegistry(registry)
                .keys(keys)
                .build();
        var waiting = keys.find("any", key -> false).toCompletableFuture();
        assertThat(waiting).isNotDone();
        guard.close();
        assertThat(waiting).succeedsWithin(Patience.LIMIT);
    }

    /** Its own name distinguishes these meters from those of other tests. */
    @Test
    void registersMetersGloballyWithoutARegistry() {
        String name = "guard of this test";
        Metrics.addRegistry(registry);
        try (RequestGuard guard =
                RequestGuard.builder(Guards.settings(issuer)).name(name).build()) {
            guard.decide(List.of(), Rule.open());
            assertThat(registry.get("busha.decisions")
                            .tag("guard", name)
                            .tag("outcome", "permit")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.find("busha.jwks.keys").tag("guard", name).gauge())
                    .isNotNull();
        } finally {
            Metrics.removeRegistry(registry);
        }
        assertThat(Search.in(registry).tag("guard", name).meters()).isEmpty();
    }
}
