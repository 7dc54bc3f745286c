package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real HTTP against an issuer that misbehaves. */
class KeySourceTest {

    private static final KeyTimes TIMES =
            KeyTimes.of(Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private static final Duration IMPATIENT = Duration.ofSeconds(1);

    private LocalIssuer issuer;
    private Duration limit = Duration.ofSeconds(9);
    private List<String> outcomes = List.of();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void start() {
        issuer = LocalIssuer.start();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private KeyLookup lookUpAnew(String kid) {
        return lookUpAnew(IssuerLocation.of(issuer.uri().toString()), kid);
    }

    private KeyLookup lookUpAnew(IssuerLocation location, String kid) {
        try (KeySource keys =
                RemoteThreads.start(limit).keysOf(location, TIMES, new FetchWatch(registry, Tags.empty(), location))) {
            KeyLookup lookup = keys.find(kid)
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            outcomes = registry.find("busha.jwks.fetch").timers().stream()
                    .filter(timer -> timer.count() > 0)
                    .map(timer -> timer.getId().getTag("outcome"))
                    .toList();
            return lookup;
        }
    }

    private String currentKid() {
        return issuer.currentKey().kid();
    }

    @Test
    void findsTheKeysOfAnIssuer() {
        KeyLookup lookup = lookUpAnew(currentKid());
        assertThat(lookup).isInstanceOfSatisfying(KeyLookup.Found.class, found -> {
            assertThat(found.keys()).containsExactly(issuer.currentKey().publicKey());
            assertThat(found.issuer()).isEqualTo(issuer.issuer());
        });
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
        assertThat(issuer.jwksFetches()).isEqualTo(1);
    }

    @Test
    void takesTheIssuerAsTheDocumentSpellsIt() {
        issuer.announceIssuer(issuer.uri() + "/");
        assertThat(lookUpAnew(currentKid()))
                .isInstanceOfSatisfying(KeyLookup.Found.class, found -> assertThat(found.issuer())
                        .isEqualTo(issuer.uri() + "/"));
    }

    @Test
    void readsTheDiscoveryDocumentOnce() {
        try (KeySource keys =
                KeySource.remote(IssuerLocation.of(issuer.uri().toString()), TIMES, registry, Tags.empty())) {
            assertThat(keys.find("junk").toCompletableFuture().join()).isInstanceOf(KeyLookup.Absent.class);
            String rotated = issuer.rotate().kid();
            assertThat(keys.find(rotated).toCompletableFuture().join()).isInstanceOf(KeyLookup.Found.class);
        }
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
        assertThat(issuer.jwksFetches()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void survivesAMalformedKeyAmongGoodOnes() {
        issuer.misbehave(Fault.ONE_MALFORMED_KEY);
        assertThat(lookUpAnew(currentKid())).isInstanceOf(KeyLookup.Found.class);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, connection",
        "RESET, connection",
        "HANG, timeout",
        "HANG_IN_BODY, timeout",
        "TRICKLE, timeout",
        "STATUS_404, status",
        "STATUS_429, status",
        "STATUS_500, status",
        "HTML, malformed",
        "TRUNCATED_JSON, malformed",
        "EMPTY_SET, no_usable_key",
        "ONLY_UNUSABLE_KEYS, no_usable_key",
        "REDIRECT, status",
        "HUGE_BODY, too_large",
        "OTHER_ISSUER, wrong_issuer",
    })
    void saysUnavailableForEveryFault(Fault fault, String outcome) {
        issuer.misbehave(fault);
        if (outcome.equals("timeout")) {
            limit = IMPATIENT;
        }
        assertThat(lookUpAnew(currentKid())).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(issuer.redirectsFollowed()).isZero();
        assertThat(outcomes).containsExactly(outcome);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RESET", "HANG", "HANG_IN_BODY", "TRICKLE", "STATUS_404", "HTML", "REDIRECT", "HUGE_BODY"})
    void saysUnavailableWhereTheKeysAloneAreAtFault(Fault fault) {
        issuer.misbehave(Endpoint.JWKS, fault);
        limit = IMPATIENT;
        assertThat(lookUpAnew(currentKid())).isInstanceOf(KeyLookup.Unavailable.class);
    }

    @Test
    void neverAsksAnUntrustedPlaceForKeys() {
        LocalIssuer other = LocalIssuer.start();
        try (other) {
            issuer.editDiscovery(document -> withJwksUri(document, other.uri() + "/.well-known/jwks.json"));
            assertThat(lookUpAnew(currentKid())).isInstanceOf(KeyLookup.Unavailable.class);
            assertThat(outcomes).containsExactly("wrong_jwks_uri");
            assertThat(other.jwksFetches()).isZero();
        }
    }

    private static Map<String, Object> withJwksUri(Map<String, Object> document, String uri) {
        Map<String, Object> changed = new HashMap<>(document);
        changed.put("jwks_uri", uri);
        return changed;
    }

    @Test
    void readsADiscoveryDocumentFromElsewhere() {
        try (LocalIssuer elsewhere = LocalIssuer.start()) {
            elsewhere.editDiscovery(document -> {
                Map<String, Object> changed = withJwksUri(document, issuer.uri() + "/.well-known/jwks.json");
                changed.put("issuer", issuer.issuer());
                return changed;
            });
            IssuerLocation location = IssuerLocation.of(issuer.issuer())
                    .discoveredAt(elsewhere.uri() + "/.well-known/openid-configuration");
            assertThat(lookUpAnew(location, currentKid())).isInstanceOf(KeyLookup.Found.class);
            assertThat(issuer.discoveryFetches()).isZero();
        }
    }

    @Test
    void saysUnavailableWhereTheNameDoesNotResolve() {
        assertThat(lookUpAnew(IssuerLocation.of("https://nobody.invalid"), "a"))
                .isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(outcomes).containsExactly("connection");
    }

    @Test
    void recoversByItself() {
        issuer.misbehave(Fault.STATUS_500);
        KeyTimes impatient = KeyTimes.of(Duration.ofMinutes(5), Duration.ofMillis(1), Duration.ofSeconds(10));
        IssuerLocation location = IssuerLocation.of(issuer.uri().toString());
        try (KeySource keys = KeySource.remote(location, impatient, registry, Tags.empty())) {
            KeyLookup down = keys.find(currentKid()).toCompletableFuture().join();
            assertThat(down).isInstanceOf(KeyLookup.Unavailable.class);
            issuer.misbehave(Fault.NONE);
            await(() -> keys.find(currentKid()).toCompletableFuture().join() instanceof KeyLookup.Found);
        }
    }

    @Test
    void endsItsThreads() {
        lookUpAnew(currentKid());
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("busha-keys")));
    }

    /** Asks again and again, without a pause, and no longer than half a minute. */
    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void takesFixedKeys() {
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(issuer.currentKey().jwk())));
        try (KeySource keys = KeySource.fixed("https://a.example", jwks)) {
            KeyLookup lookup = keys.find(currentKid()).toCompletableFuture().join();
            assertThat(lookup).isInstanceOfSatisfying(KeyLookup.Found.class, found -> assertThat(found.issuer())
                    .isEqualTo("https://a.example"));
            assertThat(keys.find("other").toCompletableFuture().join()).isInstanceOf(KeyLookup.Absent.class);
        }
        assertThatThrownBy(() -> KeySource.fixed("https://a.example", "{\"keys\":[]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no usable key");
    }
}
