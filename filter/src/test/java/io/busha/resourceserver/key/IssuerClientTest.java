package io.busha.resourceserver.key;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.busha.resourceserver.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.busha.resourceserver.Patience;
import io.busha.resourceserver.testkit.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which requests are sent to a stubbed issuer over real HTTP, and when, by a clock that the test moves. */
class IssuerClientTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String ELSEWHERE = "/elsewhere";

    private static StubbedIssuer issuer;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - HOUR.toNanos() / 2);
    private final List<Duration> limitsSet = new CopyOnWriteArrayList<>();
    private final AtomicBoolean hanging = new AtomicBoolean();
    private final Scheduler scheduler = new Scheduler() {
        @Override
        public long now() {
            return now.get();
        }

        /** No limit is reached except the next one after a test requests it, once the issuer has received a request. */
        @Override
        public Runnable after(long nanos, Runnable task) {
            limitsSet.add(Duration.ofNanos(nanos));
            if (hanging.getAndSet(false)) {
                int before = issuer.requests().size();
                executor.execute(() -> {
                    await(() -> issuer.requests().size() > before);
                    task.run();
                });
            }
            return () -> {};
        }
    };
    private BoundedGet http;
    private IssuerClient client;

    @BeforeAll
    static void stub() {
        issuer = StubbedIssuer.start();
    }

    @AfterAll
    static void unstub() {
        issuer.close();
    }

    @BeforeEach
    void start() {
        issuer.begin();
        http = new BoundedGet(issuer.location(), executor, scheduler, Patience.LIMIT);
        client = client(FetchLimits.of(KeyPolicy.DEFAULT));
    }

    private IssuerClient client(FetchLimits limits) {
        return new IssuerClient(issuer.location(), limits, http, SignatureProvider.JDK, scheduler);
    }

    @AfterEach
    void stop() {
        http.close();
        executor.shutdownNow();
    }

    private FetchException failure() {
        return FetchException.of(catchThrowable(() -> client.fetch().join()));
    }

    private void assertGood() {
        assertThat(client.fetch().join().keys().kids()).containsExactly(StubbedIssuer.KEY.kid());
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void moveKeys() {
        issuer.describe(issuer.uri(), issuer.uri() + ELSEWHERE);
        issuer.answer(ELSEWHERE, okJson(StubbedIssuer.jwks()));
    }

    @Test
    void readsTheConfigurationAgainEveryHour() {
        assertGood();
        pass(HOUR.minusNanos(1));
        assertGood();
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(1);
        // If the configuration is exactly one hour old, it is read again.
        pass(Duration.ofNanos(1));
        assertGood();
        assertGood();
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(2);
        assertThat(issuer.fetches(Endpoint.JWKS)).isEqualTo(4);
    }

    @Test
    void usesTheNewConfiguration() {
        assertGood();
        moveKeys();
        issuer.misbehave(Endpoint.JWKS, StubFault.STATUS_500);
        assertThat(failure()).hasMessageContaining("500");
        pass(HOUR);
        assertGood();
    }

    @ParameterizedTest
    @EnumSource(
            value = StubFault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DELAY", "DRIBBLE"})
    void keepsTheOldConfigurationIfTheNewOneCannotBeRead(StubFault fault) {
        assertGood();
        pass(HOUR);
        issuer.misbehave(Endpoint.DISCOVERY, fault);
        assertGood();
        int asked = issuer.fetches(Endpoint.DISCOVERY);
        pass(FIVE_MINUTES.minusNanos(1));
        assertGood();
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(asked);
        // If the last attempt failed exactly five minutes ago, it is repeated.
        pass(Duration.ofNanos(1));
        issuer.heal();
        assertGood();
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isGreaterThan(asked);
    }

    @Test
    void leavesTimeForTheKeysWhenTheConfigurationHangs() {
        assertGood();
        pass(HOUR);
        limitsSet.clear();
        issuer.misbehave(Endpoint.DISCOVERY, StubFault.DELAY);
        hanging.set(true);
        assertGood();
        assertThat(limitsSet).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
        assertGood();
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(2);
    }

    @Test
    void failsForAnotherIssuerAndRecovers() {
        assertGood();
        pass(HOUR);
        issuer.describe("https://login.other-issuer.example", issuer.uri() + Endpoint.JWKS.path());
        assertThat(failure().kind()).isEqualTo(FetchException.Kind.WRONG_ISSUER);
        issuer.heal();
        assertGood();
    }

    @Test
    void refusesIssuerThatChangesByASlash() {
        assertGood();
        pass(HOUR);
        issuer.describe(issuer.uri() + "/", issuer.uri() + Endpoint.JWKS.path());
        assertThat(failure().kind()).isEqualTo(FetchException.Kind.WRONG_ISSUER);
        issuer.heal();
        assertGood();
    }

    @Test
    void refusesKeysAtAnUntrustedLocation() {
        assertGood();
        pass(HOUR);
        issuer.describe(issuer.uri(), "https://elsewhere.example/keys");
        assertThat(failure().kind()).isEqualTo(FetchException.Kind.WRONG_JWKS_URI);
    }

    @ParameterizedTest
    @EnumSource(
            value = StubFault.class,
            names = {"STATUS_404", "STATUS_410"})
    void followsMovedKeys(StubFault gone) {
        assertGood();
        moveKeys();
        assertGood();
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(1);
        issuer.misbehave(Endpoint.JWKS, gone);
        assertGood();
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(2);
        assertGood();
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(2);
    }

    @Test
    void doesNotRetryMissingKeysThatHaveNotMoved() {
        assertGood();
        issuer.misbehave(Endpoint.JWKS, StubFault.STATUS_404);
        assertThat(failure()).hasMessage(issuer.uri() + Endpoint.JWKS.path() + ": the status is 404");
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(2);
        assertThat(issuer.fetches(Endpoint.JWKS)).isEqualTo(2);
    }

    @Test
    void readsTheConfigurationOnceInOneFetch() {
        issuer.misbehave(Endpoint.JWKS, StubFault.STATUS_404);
        assertThat(failure()).hasMessageContaining("404");
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(1);
    }

    @Test
    void readsTheConfigurationAgainOnlyForMissingKeys() {
        assertGood();
        issuer.misbehave(Endpoint.JWKS, StubFault.STATUS_500);
        assertThat(failure()).hasMessageContaining("500");
        assertThat(issuer.fetches(Endpoint.DISCOVERY)).isEqualTo(1);
    }

    @Test
    void namesTheUrlThatFailed() {
        issuer.misbehave(Endpoint.DISCOVERY, StubFault.HTML);
        assertThat(failure())
                .hasMessage(issuer.uri() + Endpoint.DISCOVERY.path() + ": the document is not a JSON object");
    }

    @Test
    void readsRetryAfter() {
        issuer.misbehave(Endpoint.DISCOVERY, StubFault.STATUS_429);
        assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        issuer.misbehave(Endpoint.DISCOVERY, StubFault.STATUS_500);
        assertThat(failure().retryAfter()).isZero();
        issuer.misbehave(Endpoint.DISCOVERY, StubFault.STATUS_503);
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
    void limitsAFetchByTheLifetimeOfTheKeys() {
        assertThat(FetchLimits.of(KeyPolicy.DEFAULT).fetch()).isEqualTo(Duration.ofSeconds(10));
        KeyPolicy hasty = KeyPolicy.builder().cachedFor(Duration.ofSeconds(10)).build();
        assertThat(FetchLimits.of(hasty).fetch()).isEqualTo(Duration.ofMillis(1200));
    }
}
