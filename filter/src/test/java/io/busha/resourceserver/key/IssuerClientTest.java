package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is asked of an issuer and when, by a clock that the test moves, over real HTTP. */
class IssuerClientTest {

    private static final SigningKey KEY = SigningKey.rsa(2048);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String ELSEWHERE = "/redirected" + Endpoint.JWKS.path();

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - HOUR.toNanos() / 2);
    private final List<Duration> limitsSet = new CopyOnWriteArrayList<>();
    private final RemoteThreads timeLimits = new RemoteThreads();
    private final Alarm alarm = new Alarm() {
        @Override
        public long now() {
            return now.get();
        }

        @Override
        public Runnable after(long nanos, Runnable task) {
            limitsSet.add(Duration.ofNanos(nanos));
            return timeLimits.after(nanos, task);
        }
    };
    private BoundedGet http;
    private IssuerClient client;

    @BeforeEach
    void start() {
        IssuerLocation location = IssuerLocation.of(issuer.uri().toString());
        http = new BoundedGet(location, executor, alarm, Duration.ofSeconds(2));
        client = client(FetchLimits.of(KeyPolicy.DEFAULT));
    }

    private IssuerClient client(FetchLimits limits) {
        return new IssuerClient(
                IssuerLocation.of(issuer.uri().toString()), limits, http, SignatureProvider.JDK, executor, alarm);
    }

    @AfterEach
    void stop() {
        http.close();
        executor.shutdownNow();
        timeLimits.stop();
        issuer.close();
    }

    private FetchException failure() {
        return FetchException.of(catchThrowable(() -> client.fetch().join()));
    }

    private void assertGood() {
        assertThat(client.fetch().join().keys().kids())
                .contains(issuer.currentKey().kid());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void moveKeys() {
        issuer.editDiscovery(document -> {
            Map<String, Object> changed = new HashMap<>(document);
            changed.put("jwks_uri", issuer.uri() + ELSEWHERE);
            return changed;
        });
    }

    @Test
    void readsTheConfigurationAgainEveryHour() {
        assertGood();
        pass(HOUR.minusNanos(1));
        assertGood();
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
        // If the configuration is just one hour old, it is read again.
        pass(Duration.ofNanos(1));
        assertGood();
        assertGood();
        assertThat(issuer.discoveryFetches()).isEqualTo(2);
        assertThat(issuer.jwksFetches()).isEqualTo(4);
    }

    @Test
    void goesByTheNewConfiguration() {
        assertGood();
        moveKeys();
        issuer.misbehave(Endpoint.JWKS, Fault.STATUS_500);
        assertThat(failure()).hasMessageContaining("500");
        pass(HOUR);
        assertGood();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RESET", "STATUS_500", "HTML", "STATUS_404"})
    void goesOnWithTheOldConfigurationWhereItCannotBeRead(Fault fault) {
        assertGood();
        pass(HOUR);
        issuer.misbehave(Endpoint.DISCOVERY, fault);
        assertGood();
        int asked = issuer.discoveryFetches();
        pass(FIVE_MINUTES.minusNanos(1));
        assertGood();
        assertThat(issuer.discoveryFetches()).isEqualTo(asked);
        // If it could not be read just five minutes ago, it is tried again.
        pass(Duration.ofNanos(1));
        issuer.misbehave(Fault.NONE);
        assertGood();
        assertThat(issuer.discoveryFetches()).isGreaterThan(asked);
    }

    @Test
    void leavesTimeForTheKeysWhereTheConfigurationHangs() {
        assertGood();
        pass(HOUR);
        limitsSet.clear();
        issuer.misbehave(Endpoint.DISCOVERY, Fault.HANG);
        assertGood();
        assertThat(limitsSet).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
        assertGood();
        assertThat(issuer.discoveryFetches()).isEqualTo(2);
    }

    @Test
    void anotherIssuerIsAFailureAndHeals() {
        assertGood();
        pass(HOUR);
        issuer.misbehave(Fault.OTHER_ISSUER);
        assertThat(failure().kind()).isEqualTo(FetchException.Kind.WRONG_ISSUER);
        issuer.misbehave(Fault.NONE);
        assertGood();
    }

    @Test
    void theIssuerNeverChangesByAsMuchAsASlash() {
        assertGood();
        pass(HOUR);
        issuer.announceIssuer(issuer.uri() + "/");
        assertThat(failure().kind()).isEqualTo(FetchException.Kind.WRONG_ISSUER);
        issuer.announceIssuer(issuer.uri().toString());
        assertGood();
    }

    @Test
    void keysInAnUntrustedPlaceAreAFailure() {
        assertGood();
        pass(HOUR);
        issuer.editDiscovery(document -> {
            Map<String, Object> changed = new HashMap<>(document);
            changed.put("jwks_uri", "https://elsewhere.example/keys");
            return changed;
        });
        assertThat(failure().kind()).isEqualTo(FetchException.Kind.WRONG_JWKS_URI);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"STATUS_404", "STATUS_410"})
    void looksWhereTheKeysHaveMovedTo(Fault gone) {
        assertGood();
        moveKeys();
        assertGood();
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
        issuer.misbehave(Endpoint.JWKS, gone);
        assertGood();
        assertThat(issuer.discoveryFetches()).isEqualTo(2);
        assertGood();
        assertThat(issuer.discoveryFetches()).isEqualTo(2);
    }

    @Test
    void doesNotAskTwiceWhereTheKeysAreGoneAndHaveNotMoved() {
        assertGood();
        issuer.misbehave(Endpoint.JWKS, Fault.STATUS_404);
        assertThat(failure()).hasMessage(issuer.uri() + Endpoint.JWKS.path() + ": the status is 404");
        assertThat(issuer.discoveryFetches()).isEqualTo(2);
        assertThat(issuer.jwksFetches()).isEqualTo(2);
    }

    @Test
    void readsTheConfigurationOnceInOneFetch() {
        issuer.misbehave(Endpoint.JWKS, Fault.STATUS_404);
        assertThat(failure()).hasMessageContaining("404");
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
    }

    @Test
    void otherFailuresOfTheKeysLeaveTheConfigurationAlone() {
        assertGood();
        issuer.misbehave(Endpoint.JWKS, Fault.STATUS_500);
        assertThat(failure()).hasMessageContaining("500");
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
    }

    @Test
    void namesTheUrlThatFailed() {
        issuer.misbehave(Fault.HTML);
        assertThat(failure())
                .hasMessage(issuer.uri() + Endpoint.DISCOVERY.path() + ": the document is not a JSON object");
    }

    @Test
    void hearsHowLongItShouldWait() {
        issuer.misbehave(Fault.STATUS_429);
        assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        issuer.misbehave(Fault.STATUS_500);
        assertThat(failure().retryAfter()).isZero();
    }

    @Test
    void limitsEachDocumentAndTheWholeFetch() {
        assertGood();
        assertThat(limitsSet).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
        limitsSet.clear();
        client = client(new FetchLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(3)));
        assertGood();
        assertThat(limitsSet).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void aFetchEndsBeforeTheSetIsTooOld() {
        assertThat(FetchLimits.of(KeyPolicy.DEFAULT).fetch()).isEqualTo(Duration.ofSeconds(10));
        KeyPolicy hasty = KeyPolicy.builder().cachedFor(Duration.ofSeconds(10)).build();
        assertThat(FetchLimits.of(hasty).fetch()).isEqualTo(Duration.ofMillis(1200));
    }
}
