package io.busha.resourceserver.key;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.busha.resourceserver.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.OwnThreads;
import io.busha.resourceserver.Patience;
import io.busha.resourceserver.key.internal.KeyLookup;
import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Real HTTP against misbehaving issuers: one stubbed with WireMock, and one for faults that need a socket of our own. */
class KeySourceTest {

    private static final SigningKey KEY = SigningKey.rsa(2048);
    private static final FetchLimits PATIENT = new FetchLimits(Patience.LIMIT, Patience.LIMIT, Patience.LIMIT);
    /** A wait limit that is long enough for retries and short enough to be reached by a test. */
    private static final FetchLimits IMPATIENT =
            new FetchLimits(Patience.LIMIT, Duration.ofSeconds(1), Duration.ofSeconds(2));
    /** A wait limit for fetches that must not succeed. */
    private static final FetchLimits BRIEF =
            new FetchLimits(Patience.LIMIT, Duration.ofMillis(300), Duration.ofMillis(600));

    private static final KeyPolicy POLICY =
            KeyPolicy.builder().keyWait(Patience.LIMIT).build();
    /** Looks up again immediately until the condition holds. */
    private static final KeyPolicy EAGER = KeyPolicy.builder()
            .keyWait(Patience.LIMIT)
            .coolDown(Duration.ofNanos(1))
            .retryCap(Duration.ofMillis(20))
            .retryAfterCap(Duration.ofMillis(20))
            .build();

    private static StubbedIssuer stubbed;

    private LocalIssuer issuer;
    private FetchLimits limits = PATIENT;
    private List<String> causes = List.of();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeAll
    static void stub() {
        stubbed = StubbedIssuer.start();
    }

    @AfterAll
    static void unstub() {
        stubbed.close();
    }

    @BeforeEach
    void start() {
        stubbed.begin();
        issuer = LocalIssuer.start(KEY);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private KeySource keys(IssuerLocation location, KeyPolicy policy) {
        return KeySources.ofIssuer(location, policy, limits, new KeyMeters(registry, Tags.empty()));
    }

    private IssuerLocation here() {
        return IssuerLocation.of(issuer.uri().toString());
    }

    private KeyLookup lookUpAnew(SigningKey key) {
        return lookUpAnew(here(), key);
    }

    private KeyLookup lookUpAnew(IssuerLocation location, SigningKey key) {
        try (KeySource keys = keys(location, POLICY)) {
            KeyLookup lookup = lookUp(keys, key);
            causes = keys.health().lastError().stream().toList();
            return lookup;
        }
    }

    private static KeyLookup lookUp(KeySource keys, SigningKey key) {
        return lookUp(keys, key.kid(), key);
    }

    private static KeyLookup lookUp(KeySource keys, String kid, SigningKey signer) {
        return keys.find(kid, Signed.by(signer))
                .toCompletableFuture()
                .orTimeout(2 * Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private SigningKey current() {
        return issuer.currentKey();
    }

    @Test
    void findsTheKeysOfAnIssuer() {
        KeyLookup lookup = lookUpAnew(current());
        assertThat(lookup).isInstanceOfSatisfying(KeyLookup.Found.class, found -> {
            assertThat(found.key().published()).isEqualTo(current().publicKey());
            assertThat(found.issuer()).isEqualTo(issuer.issuer());
        });
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
        assertThat(issuer.jwksFetches()).isEqualTo(1);
    }

    /** Before JDK 21 a client's threads end when the client is collected, which does not happen while it waits for an answer. */
    @Test
    void leavesNoThreadBehindWhenItIsClosedDuringAFetch() throws Exception {
        OwnThreads own = new OwnThreads();
        issuer.misbehave(Fault.HANG);
        for (int life = 0; life < 10; life++) {
            int before = issuer.discoveryFetches();
            KeySource keys = own.run(() -> keys(here(), POLICY));
            await(() -> issuer.discoveryFetches() > before);
            keys.close();
        }
        own.awaitNone("HttpClient-");
    }

    /** Includes threads that a lookup has started. */
    @Test
    void endsItsThreads() throws Exception {
        OwnThreads own = new OwnThreads();
        assertThat(own.run(() -> lookUpAnew(current()))).isInstanceOf(KeyLookup.Found.class);
        own.awaitNone("busha-keys");
    }

    @Test
    void usesTheIssuerAsWrittenInTheDocument() {
        issuer.announceIssuer(issuer.uri() + "/");
        assertThat(lookUpAnew(current()))
                .isInstanceOfSatisfying(KeyLookup.Found.class, found -> assertThat(found.issuer())
                        .isEqualTo(issuer.uri() + "/"));
    }

    @Test
    void readsTheDiscoveryDocumentOnce() {
        try (KeySource keys = keys(here(), POLICY)) {
            assertThat(lookUp(keys, "junk", current())).isInstanceOf(KeyLookup.Absent.class);
            assertThat(lookUp(keys, issuer.rotate())).isInstanceOf(KeyLookup.Found.class);
        }
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
        assertThat(issuer.jwksFetches()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void survivesAMalformedKeyAmongValidOnes() {
        issuer.misbehave(Fault.ONE_MALFORMED_KEY);
        assertThat(lookUpAnew(current())).isInstanceOf(KeyLookup.Found.class);
    }

    @ParameterizedTest
    @EnumSource(StubFault.class)
    void answersUnavailableForEveryFault(StubFault fault) {
        stubbed.misbehave(Endpoint.DISCOVERY, fault);
        stubbed.misbehave(Endpoint.JWKS, fault);
        stubbed.answer(StubFault.REDIRECTED, okJson(StubbedIssuer.jwks()));
        limits = fault.hangs() ? BRIEF : PATIENT;
        assertThat(lookUpAnew(stubbed.location(), StubbedIssuer.KEY)).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(causes).containsExactly(fault.cause());
        assertThat(stubbed.fetches(StubFault.REDIRECTED)).isZero();
    }

    @ParameterizedTest
    @EnumSource(StubFault.class)
    void answersUnavailableWhenOnlyTheKeysEndpointFails(StubFault fault) {
        stubbed.misbehave(Endpoint.JWKS, fault);
        stubbed.answer(StubFault.REDIRECTED, okJson(StubbedIssuer.jwks()));
        limits = fault.hangs() ? BRIEF : PATIENT;
        assertThat(lookUpAnew(stubbed.location(), StubbedIssuer.KEY)).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(causes).containsExactly(fault.cause());
        assertThat(stubbed.fetches(StubFault.REDIRECTED)).isZero();
    }

    @Test
    void answersUnavailableForTheDocumentOfAnotherIssuer() {
        stubbed.describe("https://login.other-issuer.example", stubbed.uri() + Endpoint.JWKS.path());
        assertThat(lookUpAnew(stubbed.location(), StubbedIssuer.KEY)).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(causes).containsExactly("wrong-issuer");
    }

    @Test
    void answersUnavailableForAnEmptySet() {
        stubbed.answer(Endpoint.JWKS, okJson("{\"keys\":[]}"));
        assertThat(lookUpAnew(stubbed.location(), StubbedIssuer.KEY)).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(causes).containsExactly("no-usable-key");
    }

    /** Faults that WireMock cannot produce: a closed port, half an answer, an endless answer. */
    @ParameterizedTest
    @CsvSource({
        "REFUSED, connection",
        "HANG, timeout",
        "HANG_IN_BODY, timeout",
        "TRICKLE, timeout",
        "ONLY_UNUSABLE_KEYS, no-usable-key",
        "HUGE_BODY, too-large",
    })
    void answersUnavailableForEverySocketFault(Fault fault, String cause) {
        issuer.misbehave(fault);
        limits = cause.equals("timeout") ? BRIEF : PATIENT;
        assertThat(lookUpAnew(current())).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(causes).containsExactly(cause);
    }

    @ParameterizedTest
    @CsvSource({"HANG, timeout", "HANG_IN_BODY, timeout", "TRICKLE, timeout", "HUGE_BODY, too-large"})
    void answersUnavailableForEverySocketFaultOfTheKeysEndpoint(Fault fault, String cause) {
        issuer.misbehave(Endpoint.JWKS, fault);
        limits = cause.equals("timeout") ? BRIEF : PATIENT;
        assertThat(lookUpAnew(current())).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(causes).containsExactly(cause);
    }

    @Test
    void neverFetchesKeysFromAnUntrustedLocation() {
        LocalIssuer other = LocalIssuer.start();
        try (other) {
            issuer.editDiscovery(document -> withJwksUri(document, other.uri() + "/.well-known/jwks.json"));
            assertThat(lookUpAnew(current())).isInstanceOf(KeyLookup.Unavailable.class);
            assertThat(causes).containsExactly("wrong-jwks-uri");
            assertThat(other.jwksFetches()).isZero();
        }
    }

    private static Map<String, Object> withJwksUri(Map<String, Object> document, String uri) {
        Map<String, Object> changed = new HashMap<>(document);
        changed.put("jwks_uri", uri);
        return changed;
    }

    @Test
    void readsADiscoveryDocumentFromAnotherLocation() {
        try (LocalIssuer elsewhere = LocalIssuer.start()) {
            elsewhere.editDiscovery(document -> {
                Map<String, Object> changed = withJwksUri(document, issuer.uri() + "/.well-known/jwks.json");
                changed.put("issuer", issuer.issuer());
                return changed;
            });
            IssuerLocation location = IssuerLocation.of(issuer.issuer())
                    .discoveredAt(elsewhere.uri() + "/.well-known/openid-configuration");
            assertThat(lookUpAnew(location, current())).isInstanceOf(KeyLookup.Found.class);
            assertThat(issuer.discoveryFetches()).isZero();
        }
    }

    @Test
    void answersUnavailableIfTheHostDoesNotResolve() {
        assertThat(lookUpAnew(IssuerLocation.of("https://nobody.invalid"), current()))
                .isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(causes).containsExactly("unknown-host");
    }

    @Test
    void recoversAfterAnOutage() {
        stubbed.misbehave(Endpoint.DISCOVERY, StubFault.STATUS_500);
        try (KeySource keys = keys(stubbed.location(), EAGER)) {
            await(() -> keys.health().state() == KeyHealth.State.DOWN);
            stubbed.heal();
            await(() -> keys.health().state() == KeyHealth.State.UP);
        }
    }

    @ParameterizedTest
    @EnumSource(StubFault.class)
    void keepsItsKeysThroughEveryFault(StubFault fault) {
        limits = fault.hangs() ? IMPATIENT : PATIENT;
        keepsItsKeys(
                stubbed.location(), StubbedIssuer.KEY, () -> stubbed.misbehave(Endpoint.JWKS, fault), stubbed::heal);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"REFUSED", "HANG", "HANG_IN_BODY", "TRICKLE", "EMPTY_SET", "ONLY_UNUSABLE_KEYS", "HUGE_BODY"})
    void keepsItsKeysThroughEverySocketFault(Fault fault) {
        limits = Set.of(Fault.HANG, Fault.HANG_IN_BODY, Fault.TRICKLE).contains(fault) ? IMPATIENT : PATIENT;
        keepsItsKeys(here(), current(), () -> issuer.misbehave(fault), () -> issuer.misbehave(Fault.NONE));
    }

    private void keepsItsKeys(IssuerLocation location, SigningKey key, Runnable fault, Runnable healing) {
        try (KeySource keys = keys(location, EAGER)) {
            await(() -> lookUp(keys, key) instanceof KeyLookup.Found);
            fault.run();
            assertThat(lookUp(keys, "junk", key)).isInstanceOf(KeyLookup.Unavailable.class);
            assertThat(lookUp(keys, key)).isInstanceOf(KeyLookup.Found.class);
            assertThat(keys.health().state()).isEqualTo(KeyHealth.State.DEGRADED);
            healing.run();
            await(() -> lookUp(keys, "junk", key) instanceof KeyLookup.Absent);
            assertThat(lookUp(keys, key)).isInstanceOf(KeyLookup.Found.class);
            assertThat(keys.health().state()).isEqualTo(KeyHealth.State.UP);
        }
    }

    @Test
    void slowCallbackDoesNotDelayOtherLookups() {
        issuer.misbehave(Fault.HANG);
        CountDownLatch over = new CountDownLatch(1);
        try (KeySource keys = keys(here(), POLICY)) {
            CompletableFuture<KeyLookup> first =
                    keys.find(current().kid(), Signed.by(current())).toCompletableFuture();
            for (int i = 0; i < 3; i++) {
                keys.find(current().kid(), Signed.by(current())).thenAccept(lookup -> awaitQuietly(over));
            }
            long begun = System.nanoTime();
            issuer.misbehave(Fault.NONE);
            assertThat(first.join()).isInstanceOf(KeyLookup.Found.class);
            assertThat(System.nanoTime() - begun)
                    .as("answered when the fetch ended, not at the wait limit")
                    .isLessThan(POLICY.keyWait().toNanos());
        } finally {
            over.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void blockingProxySelectorDoesNotBlockLookups() {
        limits = IMPATIENT;
        CountDownLatch over = new CountDownLatch(1);
        try (KeySource keys = keys(here().through(selector(() -> awaitQuietly(over))), EAGER)) {
            await(() -> keys.health().lastError().equals(Optional.of("timeout")));
            over.countDown();
            await(() -> keys.health().state() == KeyHealth.State.UP);
        }
    }

    @Test
    void throwingProxySelectorFailsTheFetch() {
        ProxySelector broken = selector(() -> {
            throw new IllegalStateException("broken");
        });
        assertThat(lookUpAnew(here().through(broken), current())).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(causes).containsExactly("connection");
    }

    private static ProxySelector selector(Runnable whenAsked) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                whenAsked.run();
                return List.of(Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    }

    @Test
    void servesFixedKeys() {
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(current().jwk())));
        try (KeySource keys = KeySource.fixed("https://a.example", jwks)) {
            assertThat(lookUp(keys, current()))
                    .isInstanceOfSatisfying(KeyLookup.Found.class, found -> assertThat(found.issuer())
                            .isEqualTo("https://a.example"));
            assertThat(lookUp(keys, "other", current())).isInstanceOf(KeyLookup.Absent.class);
            assertThat(lookUp(keys, current().kid(), SigningKey.rsa(2048))).isInstanceOf(KeyLookup.Mismatch.class);
            assertThat(keys.scopesSupported().toCompletableFuture()).isCompletedWithValue(Set.of());
            assertThat(keys.health().age()).isEmpty();
        }
        assertThatThrownBy(() -> KeySource.fixed("https://a.example", "{\"keys\":[]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no usable key");
    }
}
