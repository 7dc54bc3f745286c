package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.SteeredKeys.A;
import static io.busha.resourceserver.key.SteeredKeys.B;
import static io.busha.resourceserver.key.SteeredKeys.PAUSE;
import static io.busha.resourceserver.key.SteeredKeys.REFRESH;
import static io.busha.resourceserver.key.SteeredKeys.SCOPES;
import static io.busha.resourceserver.key.SteeredKeys.TICK;
import static io.busha.resourceserver.key.SteeredKeys.TOLERANCE;
import static io.busha.resourceserver.key.SteeredKeys.TTL;
import static io.busha.resourceserver.key.SteeredKeys.assertAbsent;
import static io.busha.resourceserver.key.SteeredKeys.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.key.internal.KeyLookup;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When keys are fetched, and which logs, meters and health result, in virtual time. */
class KeyCacheTest {

    private final SteeredKeys issuer = new SteeredKeys();

    private void assertFetchesAfter(Duration pause) {
        int before = issuer.fetches.size();
        issuer.time.pass(pause.minus(TICK));
        assertThat(issuer.fetches).hasSize(before);
        issuer.time.pass(TICK);
        assertThat(issuer.fetches).hasSize(before + 1);
    }

    @Test
    void refreshesAheadWithoutARequest() {
        issuer.answer(A);
        for (int i = 0; i < 3; i++) {
            assertFetchesAfter(REFRESH);
            issuer.answer(A);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0.72", "0.5, 0.8", "1, 0.88"})
    void spreadsRefreshesByTenPercent(double dice, double share) {
        SteeredKeys other = new SteeredKeys(KeyPolicy.DEFAULT, () -> dice);
        other.answer(A);
        Duration due = Duration.ofNanos(Math.round(TTL.toNanos() * share));
        other.time.pass(due.minusMillis(1));
        assertThat(other.fetches).hasSize(1);
        other.time.pass(Duration.ofMillis(1));
        assertThat(other.fetches).hasSize(2);
    }

    @Test
    void countsTheAgeFromTheStartOfTheFetch() {
        issuer.time.pass(Duration.ofSeconds(4));
        issuer.answer(A);
        assertFetchesAfter(REFRESH.minusSeconds(4));
        assertThat(issuer.registry.get("busha.jwks.age").timeGauge().value()).isEqualTo(240.0);
    }

    @Test
    void fetchForATokenDoesNotMoveTheRefresh() {
        issuer.answer(A);
        issuer.time.pass(Duration.ofMinutes(3));
        issuer.find(B);
        issuer.answer(A, B);
        assertFetchesAfter(Duration.ofMinutes(1));
        issuer.answer(A, B);
        assertFetchesAfter(REFRESH);
    }

    @Test
    void countsAFetchInFlightAsTheRefresh() {
        issuer.answer(A);
        issuer.time.pass(REFRESH.minusSeconds(1));
        issuer.find(B);
        assertThat(issuer.fetches).hasSize(2);
        issuer.time.pass(Duration.ofSeconds(2));
        assertThat(issuer.fetches).hasSize(2);
        issuer.answer(A, B);
        assertFetchesAfter(REFRESH.minusSeconds(2));
    }

    @Test
    void retriesAfterPausesThatGrowToTheCap() {
        for (double seconds : new double[] {0.5, 1, 2, 4, 8, 15, 15}) {
            issuer.fail();
            assertFetchesAfter(Duration.ofMillis((long) (seconds * 1000)));
        }
        issuer.answer(A);
        assertFetchesAfter(REFRESH);
        issuer.fail();
        assertFetchesAfter(PAUSE);
    }

    @Test
    void retryAfterAFailureReplacesTheRefresh() {
        issuer.answer(A);
        issuer.time.pass(REFRESH.minusSeconds(1));
        issuer.find(B);
        issuer.fail(FetchException.status(429, Duration.ofSeconds(40)));
        assertFetchesAfter(PAUSE.plusSeconds(40));
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "60, 60", "61, 60", "86400, 60"})
    void honoursRetryAfterUpToTheCap(int asked, int granted) {
        issuer.fail(FetchException.status(429, Duration.ofSeconds(asked)));
        assertFetchesAfter(PAUSE.plusSeconds(granted));
        issuer.fail(FetchException.status(503, Duration.ZERO));
        assertFetchesAfter(Duration.ofSeconds(1));
    }

    @Test
    void refreshCancelledTooLateDoesNothing() {
        VirtualTime time = new VirtualTime();
        Scheduler deaf = new Scheduler() {
            @Override
            public long now() {
                return time.now();
            }

            @Override
            public Runnable after(long nanos, Runnable task) {
                time.after(nanos, task);
                return () -> {};
            }
        };
        List<CompletableFuture<TrustedSet>> fetches = new ArrayList<>();
        KeyCache cache = cache(deaf, () -> {
            fetches.add(new CompletableFuture<>());
            return fetches.get(fetches.size() - 1);
        });
        cache.fetch(KeyCache.Occasion.SCHEDULED);
        fetches.get(0).complete(SteeredKeys.set(A));
        time.pass(REFRESH.minusSeconds(1));
        cache.fetch(KeyCache.Occasion.UNKNOWN_KID);
        fetches.get(1).completeExceptionally(FetchException.status(429, Duration.ofSeconds(10)));
        time.pass(Duration.ofSeconds(5));
        assertThat(fetches).hasSize(2);
        time.pass(Duration.ofSeconds(10));
        assertThat(fetches).hasSize(3);
    }

    @Test
    void fetchesForATokenIfNoRetryCouldBeScheduled() {
        VirtualTime time = new VirtualTime();
        AtomicInteger plans = new AtomicInteger();
        Scheduler exhausted = new Scheduler() {
            @Override
            public long now() {
                return time.now();
            }

            @Override
            public Runnable after(long nanos, Runnable task) {
                if (plans.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("Java heap space");
                }
                return time.after(nanos, task);
            }
        };
        List<CompletableFuture<TrustedSet>> fetches = new ArrayList<>();
        KeyCache cache = cache(exhausted, () -> {
            fetches.add(new CompletableFuture<>());
            return fetches.get(fetches.size() - 1);
        });
        CompletableFuture<Void> first = cache.fetch(KeyCache.Occasion.SCHEDULED);
        fetches.get(0).completeExceptionally(FetchException.status(500, Duration.ZERO));
        assertThat(first).isCompleted();
        assertThat(cache.fetch(KeyCache.Occasion.UNKNOWN_KID)).isNotNull();
        fetches.get(1).complete(SteeredKeys.set(A));
        time.pass(REFRESH);
        assertThat(fetches).hasSize(3);
    }

    @Test
    void waitersOfAFailedFetchAreToldTheFirstPause() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        issuer.findJunk();
        AtomicReference<Duration> pause = new AtomicReference<>();
        CompletableFuture<KeyLookup> waiting = issuer.findJunk();
        waiting.thenAccept(lookup -> pause.set(((KeyLookup.Unavailable) lookup).retryAfter()));
        issuer.fail();
        assertThat(pause).hasValue(PAUSE);
    }

    @Test
    void retriesWhenNoThreadCanBeCreated() {
        AtomicInteger attempts = new AtomicInteger();
        VirtualTime time = new VirtualTime();
        KeyCache cache = cache(time, () -> {
            if (attempts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return CompletableFuture.completedFuture(SteeredKeys.set(A));
        });
        cache.fetch(KeyCache.Occasion.SCHEDULED);
        assertThat(cache.health().state()).isEqualTo(KeyHealth.State.DOWN);
        time.pass(PAUSE);
        assertThat(cache.health().state()).isEqualTo(KeyHealth.State.UP);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void logsNothingOnTheFetchThread() {
        List<Runnable> news = new ArrayList<>();
        KeyCache cache =
                cache(new VirtualTime(), () -> CompletableFuture.completedFuture(SteeredKeys.set(A)), news::add);
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            cache.fetch(KeyCache.Occasion.SCHEDULED);
            assertThat(cache.trusted()).isNotNull();
            assertThat(logged.lines()).isEmpty();
            assertThat(cache.scopesSupported()).isNotDone();
            news.forEach(Runnable::run);
            assertThat(logged.lines()).containsExactly("INFO 1 keys of https://a.example are in use");
            assertThat(cache.scopesSupported()).isCompletedWithValue(SCOPES);
        }
    }

    private static KeyCache cache(Scheduler time, Supplier<CompletableFuture<TrustedSet>> fetcher) {
        return cache(time, fetcher, Runnable::run);
    }

    private static KeyCache cache(Scheduler time, Supplier<CompletableFuture<TrustedSet>> fetcher, Executor teller) {
        FetchLog log = new FetchLog(IssuerLocation.of("https://a.example"), TOLERANCE);
        KeyMeters meters = new KeyMeters(new SimpleMeterRegistry(), Tags.empty());
        return new KeyCache(fetcher, KeyPolicy.DEFAULT, time, SteeredKeys.EVEN, meters, log, teller);
    }

    @Test
    void keepsFetchedKeysWhenAnOlderSetIsRestored() {
        VirtualTime time = new VirtualTime();
        KeyCache cache = cache(time, () -> CompletableFuture.completedFuture(SteeredKeys.set(A)));
        cache.restore(SteeredKeys.set(B), Duration.ofHours(1), false);
        assertThat(cache.health().keyIds()).containsExactly("b");
        assertThat(cache.health().age()).contains(Duration.ofHours(1));
        assertThat(cache.health().state()).isEqualTo(KeyHealth.State.DEGRADED);
        cache.fetch(KeyCache.Occasion.SCHEDULED);
        cache.restore(SteeredKeys.set(B), Duration.ofHours(1), false);
        assertThat(cache.health().keyIds()).containsExactly("a");
        assertThat(cache.health().state()).isEqualTo(KeyHealth.State.UP);
    }

    @Test
    void trustsRestoredKeysNoLongerThanTheTolerance() {
        VirtualTime time = new VirtualTime();
        KeyCache cache = cache(time, CompletableFuture::new);
        cache.restore(SteeredKeys.set(B), TOLERANCE.minus(TICK), false);
        assertThat(cache.trusted()).isNotNull();
        time.pass(TICK);
        assertThat(cache.trusted()).isNull();
    }

    @Test
    void fixedKeysAreDownWhenClosed() {
        KeySource fixed = KeySource.fixed("https://a.example", JsonUtil.toJson(Map.of("keys", List.of(A.jwk()))));
        assertThat(fixed.health().state()).isEqualTo(KeyHealth.State.UP);
        fixed.close();
        assertThat(fixed.health().state()).isEqualTo(KeyHealth.State.DOWN);
    }

    @Test
    void isDownWhenClosed() {
        issuer.answer(A);
        issuer.keys.close();
        assertThat(issuer.keys.health().state()).isEqualTo(KeyHealth.State.DOWN);
    }

    @Test
    void knowsTheScopesOfTheIssuerAfterAFetch() {
        CompletableFuture<Set<String>> scopes = issuer.keys.scopesSupported().toCompletableFuture();
        issuer.fail();
        assertThat(scopes).isNotDone();
        issuer.time.pass(PAUSE);
        issuer.answer(A);
        assertThat(scopes).isCompletedWithValue(SCOPES);
        assertThat(issuer.keys.scopesSupported().toCompletableFuture()).isCompletedWithValue(SCOPES);
    }

    @Test
    void logsEachChangeOfStateOnce() {
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            issuer.fail();
            issuer.time.pass(PAUSE);
            issuer.fail(FetchException.status(500, Duration.ZERO));
            issuer.time.pass(PAUSE.multipliedBy(2));
            issuer.answer(A);
            issuer.time.pass(TICK);
            issuer.findJunk();
            issuer.answer(A);
            issuer.time.pass(TICK);
            issuer.findJunk();
            issuer.fail();
            assertThat(logged.lines())
                    .containsExactly(
                            "WARNING The keys of https://a.example cannot be fetched: it is malformed."
                                    + " No token can be verified until then",
                            "INFO 1 keys of https://a.example are in use",
                            "WARNING The keys of https://a.example cannot be fetched: it is malformed."
                                    + " Known keys stay in use until PT6H after the last good fetch");
        }
    }

    @Test
    void logsUnusableKeysOnceForManyFetches() {
        SigningKey weak = SigningKey.rsa(1024, "weak");
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            issuer.answer(A, weak);
            issuer.time.pass(REFRESH);
            issuer.answer(A, weak);
            assertThat(logged.lines())
                    .containsExactly(
                            "INFO 1 keys of https://a.example are in use",
                            "INFO The key \"weak\" of https://a.example is not used:"
                                    + " the size of its \"n\" is not 2048 to 8192 bits");
        }
    }

    @Test
    void logsTheEndOfTheOutageTolerance() {
        issuer.answer(A);
        issuer.time.pass(REFRESH);
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            while (issuer.time.elapsed().compareTo(TOLERANCE) < 0) {
                issuer.fail();
                issuer.time.pass(KeyPolicy.DEFAULT.retryCap());
            }
            issuer.fail();
            assertThat(logged.lines()).hasSize(2);
            assertThat(logged.lines().get(1)).startsWith("WARNING").endsWith("No token can be verified until then");
        }
        assertThat(issuer.keys.health().state()).isEqualTo(KeyHealth.State.DOWN);
        assertThat(issuer.keys.health().keyIds()).isEmpty();
    }

    @Test
    void logsAnotherIssuerAsOneErrorUntilRecovery() {
        FetchException other = new FetchException(FetchException.Kind.WRONG_ISSUER, "it is another's");
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            issuer.fail(other);
            issuer.time.pass(PAUSE);
            issuer.fail();
            issuer.time.pass(Duration.ofSeconds(1));
            issuer.fail(other);
            assertThat(issuer.keys.health().state()).isEqualTo(KeyHealth.State.DOWN);
            assertThat(issuer.keys.health().lastError()).contains("wrong-issuer");
            issuer.time.pass(Duration.ofSeconds(2));
            issuer.answer(A);
            assertFound(issuer.find(A), A);
            assertThat(logged.lines())
                    .containsExactly(
                            "SEVERE The keys of https://a.example cannot be fetched: it is another's."
                                    + " No token can be verified until then",
                            "INFO 1 keys of https://a.example are in use");
            issuer.time.pass(REFRESH);
            issuer.fail(other);
            assertThat(logged.lines()).hasSize(3);
            assertThat(logged.lines().get(2)).startsWith("SEVERE");
        }
    }

    private static final String BY = SignatureProvider.automatic().name();

    @Test
    void reportsItsHealth() {
        KeyHealth starting = issuer.keys.health();
        assertThat(starting.state()).isEqualTo(KeyHealth.State.STARTING);
        assertThat(starting.age()).isEmpty();
        assertThat(starting.lastError()).isEmpty();
        assertThat(starting).hasToString("KeyHealth[STARTING, age none, last error none, signatures by " + BY + "]");
        issuer.answer(A, B);
        issuer.time.pass(Duration.ofSeconds(10));
        KeyHealth up = issuer.keys.health();
        assertThat(up.state()).isEqualTo(KeyHealth.State.UP);
        assertThat(up.age()).contains(Duration.ofSeconds(10));
        assertThat(up.lastError()).isEmpty();
        assertThat(up.signatureProvider()).isEqualTo(BY);
        assertThat(up.keyIds()).containsExactlyInAnyOrder("a", "b");
        issuer.time.pass(REFRESH);
        issuer.fail();
        KeyHealth degraded = issuer.keys.health();
        assertThat(degraded.state()).isEqualTo(KeyHealth.State.DEGRADED);
        assertThat(degraded.lastError()).contains("malformed");
        assertThat(degraded.keyIds()).containsExactlyInAnyOrder("a", "b");
        assertThat(degraded)
                .hasToString("KeyHealth[DEGRADED, age PT4M10S, last error malformed, signatures by " + BY + "]");
    }

    @Test
    void isDownWhenAllKeysAreTooOld() {
        issuer.answer(A);
        issuer.time.pass(REFRESH);
        issuer.time.pass(TOLERANCE);
        assertThat(issuer.keys.health().state()).isEqualTo(KeyHealth.State.DOWN);
    }

    @Test
    void showsFetchesAndKeysInMeters() {
        assertThat(issuer.gauge("busha.jwks.keys")).isZero();
        assertThat(issuer.registry.get("busha.jwks.age").timeGauge().value()).isNaN();
        issuer.time.pass(Duration.ofMillis(250));
        issuer.answer(A, B);
        assertThat(issuer.gauge("busha.jwks.keys")).isEqualTo(2);
        var success = issuer.registry
                .get("busha.jwks.fetch")
                .tags("outcome", "success", "cause", "none")
                .functionTimer();
        assertThat(success.count()).isEqualTo(1);
        assertThat(success.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
        issuer.findJunk();
        issuer.time.pass(Duration.ofMillis(40));
        issuer.fail(FetchException.status(500, Duration.ZERO));
        var status = issuer.registry
                .get("busha.jwks.fetch")
                .tags("outcome", "failure", "cause", "status")
                .functionTimer();
        assertThat(status.count()).isEqualTo(1);
        assertThat(status.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
        int meters = issuer.registry.getMeters().size();
        issuer.keys.close();
        assertThat(meters).isEqualTo(1 + FetchException.Kind.values().length + 5);
        assertThat(issuer.registry.getMeters()).isEmpty();
    }

    @Test
    void answersAnUnknownKidFromTheFetchItCaused() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        CompletableFuture<KeyLookup> unknown = issuer.find(B);
        issuer.answer(A);
        assertAbsent(unknown);
    }
}
