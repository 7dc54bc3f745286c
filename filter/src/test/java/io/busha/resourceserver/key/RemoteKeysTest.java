package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of the cache in virtual time: the issuer answers when the test says so. */
class RemoteKeysTest {

    private static final SigningKey A = SigningKey.rsa(2048, "a");
    private static final SigningKey B = SigningKey.rsa(2048, "b");
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration COOL_DOWN = Duration.ofSeconds(5);
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final Set<String> SCOPES = Set.of("openid", "balances:read");
    private static final Duration TICK = Duration.ofNanos(1);

    private final VirtualTime time = new VirtualTime();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<CompletableFuture<TrustedSet>> fetches = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private RemoteKeys keys;

    @BeforeEach
    void start() {
        keys = new RemoteKeys(
                this::fetch,
                KeyTimes.of(TTL, COOL_DOWN, WAIT),
                time,
                new FetchWatch(registry, Tags.of("guard", "it"), IssuerLocation.of("https://a.example")),
                closed::incrementAndGet);
    }

    private CompletableFuture<TrustedSet> fetch() {
        CompletableFuture<TrustedSet> fetch = new CompletableFuture<>();
        fetches.add(fetch);
        return fetch;
    }

    private void answer(SigningKey... published) {
        fetches.get(fetches.size() - 1).complete(set(published));
    }

    private void fail() {
        failAs(FetchException.Kind.STATUS, "the status is 500");
    }

    private void failAs(FetchException.Kind kind, String message) {
        fetches.get(fetches.size() - 1)
                .completeExceptionally(new CompletionException(new FetchException(kind, message)));
    }

    private static TrustedSet set(SigningKey... published) {
        try {
            List<?> members = Arrays.stream(published).map(SigningKey::jwk).toList();
            return new TrustedSet("https://a.example/", KeySet.parse(JsonUtil.toJson(Map.of("keys", members))), SCOPES);
        } catch (FetchException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<KeyLookup> find(String kid) {
        return keys.find(kid).toCompletableFuture();
    }

    private void assertFound(CompletableFuture<KeyLookup> lookup, SigningKey key) {
        assertThat(lookup).isCompleted();
        assertThat(lookup.join()).isInstanceOfSatisfying(KeyLookup.Found.class, found -> {
            assertThat(found.keys()).containsExactly(key.publicKey());
            assertThat(found.issuer()).isEqualTo("https://a.example/");
        });
    }

    private static void assertAbsent(CompletableFuture<KeyLookup> lookup) {
        assertThat(lookup).isCompletedWithValueMatching(KeyLookup.Absent.class::isInstance);
    }

    private static void assertUnavailable(CompletableFuture<KeyLookup> lookup, Duration retryAfter) {
        assertThat(lookup)
                .isCompletedWithValueMatching(answer -> answer instanceof KeyLookup.Unavailable unavailable
                        && unavailable.retryAfter().equals(retryAfter));
    }

    @Test
    void fetchesAtOnceAndLetsTheFirstRequestsWaitForIt() {
        assertThat(fetches).hasSize(1);
        CompletableFuture<KeyLookup> first = find("a");
        CompletableFuture<KeyLookup> second = find("a");
        assertThat(first).isNotDone();
        answer(A);
        assertFound(first, A);
        assertFound(second, A);
        assertThat(fetches).hasSize(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    void findsAKnownKeyWithoutFetching() {
        answer(A);
        time.pass(Duration.ofMinutes(3));
        assertFound(find("a"), A);
        assertThat(fetches).hasSize(1);
    }

    @Test
    void refreshesAheadWhileTheKnownKeyIsServed() {
        answer(A);
        time.pass(Duration.ofMinutes(4).minus(TICK));
        assertFound(find("a"), A);
        assertThat(fetches).hasSize(1);
        time.pass(TICK);
        assertFound(find("a"), A);
        assertFound(find("a"), A);
        assertThat(fetches).hasSize(2);
        answer(B);
        assertFound(find("b"), B);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void asksAgainBeforeItTrustsAnOldSet() {
        answer(A, B);
        time.pass(TTL.minus(TICK));
        assertFound(find("a"), A);
        answer(A, B);
        time.pass(TTL);
        CompletableFuture<KeyLookup> withdrawn = find("b");
        assertThat(withdrawn).isNotDone();
        answer(A);
        assertAbsent(withdrawn);
        assertFound(find("a"), A);
    }

    @Test
    void countsTheAgeFromWhereTheFetchBegan() {
        time.pass(Duration.ofSeconds(4));
        answer(A);
        time.pass(TTL.minus(Duration.ofSeconds(4)).minus(TICK));
        assertFound(find("a"), A);
        assertThat(fetches).hasSize(2);
        fail();
        time.pass(TICK);
        assertThat(registry.get("busha.jwks.age").timeGauge().value()).isEqualTo(300.0);
    }

    @Test
    void fetchesOnceForManyUnknownKids() {
        answer(A);
        time.pass(TICK);
        List<CompletableFuture<KeyLookup>> lookups = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lookups.add(find("junk" + i));
        }
        assertThat(fetches).hasSize(2);
        answer(A);
        lookups.forEach(RemoteKeysTest::assertAbsent);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void findsARotatedKeyAtItsFirstUse() {
        answer(A);
        time.pass(Duration.ofSeconds(1));
        CompletableFuture<KeyLookup> first = find("b");
        assertThat(first).isNotDone();
        answer(B, A);
        assertFound(first, B);
    }

    @Test
    void asksOnceMoreWhereTheJoinedFetchBeganTooEarly() {
        answer(A);
        time.pass(TICK);
        find("junk");
        time.pass(Duration.ofMillis(10));
        CompletableFuture<KeyLookup> rotated = find("b");
        answer(A);
        assertThat(rotated).isNotDone();
        assertThat(fetches).hasSize(3);
        answer(B, A);
        assertFound(rotated, B);
    }

    @Test
    void boundsTheFetchesOfAFlood() {
        answer(A);
        int before = fetches.size();
        Duration flood = Duration.ofSeconds(60);
        for (int i = 0; i < 6000; i++) {
            CompletableFuture<KeyLookup> junk = find("junk" + i);
            if (!junk.isDone()) {
                answer(A);
            }
            assertAbsent(junk);
            assertFound(find("a"), A);
            time.pass(flood.dividedBy(6000));
        }
        assertThat(fetches.size() - before).isLessThanOrEqualTo(2 + 12).isGreaterThanOrEqualTo(12);
        time.pass(COOL_DOWN);
        CompletableFuture<KeyLookup> rotated = find("b");
        answer(B);
        assertFound(rotated, B);
    }

    @Test
    void keepsOldKeysWhenTheIssuerIsDown() {
        answer(A);
        time.pass(TTL);
        CompletableFuture<KeyLookup> first = find("a");
        fail();
        assertFound(first, A);
        assertFound(find("a"), A);
        assertUnavailable(find("b"), COOL_DOWN);
        assertThat(fetches).hasSize(2);
        time.pass(COOL_DOWN.minus(TICK));
        assertUnavailable(find("b"), TICK);
        assertThat(fetches).hasSize(2);
        time.pass(TICK);
        CompletableFuture<KeyLookup> unknown = find("b");
        assertThat(fetches).hasSize(3);
        answer(A);
        assertAbsent(unknown);
    }

    @Test
    void keepsOldKeysForSixHours() {
        answer(A);
        time.pass(Duration.ofHours(6).minus(TICK));
        CompletableFuture<KeyLookup> inTime = find("a");
        fail();
        assertFound(inTime, A);
        time.pass(TICK);
        assertUnavailable(find("a"), COOL_DOWN.minus(TICK));
    }

    @Test
    void saysUnavailableUntilTheFirstGoodFetch() {
        CompletableFuture<KeyLookup> first = find("a");
        fail();
        assertUnavailable(first, COOL_DOWN);
        assertUnavailable(find("a"), COOL_DOWN);
        time.pass(COOL_DOWN);
        CompletableFuture<KeyLookup> second = find("a");
        answer(A);
        assertFound(second, A);
    }

    @Test
    void waitsNoLongerThanTheLimit() {
        CompletableFuture<KeyLookup> unknown = find("a");
        time.pass(WAIT.minus(TICK));
        assertThat(unknown).isNotDone();
        time.pass(TICK);
        assertUnavailable(unknown, Duration.ZERO);
        answer(A);
        time.pass(TTL);
        CompletableFuture<KeyLookup> known = find("a");
        time.pass(WAIT);
        assertFound(known, A);
    }

    @Test
    void trustsASetForTheQuestionThatCausedItHoweverLongItTook() {
        keys.close();
        keys = new RemoteKeys(
                this::fetch,
                KeyTimes.of(TTL, COOL_DOWN, TTL.plus(TTL)),
                time,
                new FetchWatch(registry, Tags.of("guard", "it"), IssuerLocation.of("https://a.example")),
                closed::incrementAndGet);
        CompletableFuture<KeyLookup> patient = find("a");
        time.pass(TTL);
        answer(A);
        assertFound(patient, A);
    }

    @Test
    void letsNoMoreThan32Wait() {
        List<CompletableFuture<KeyLookup>> waiting = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            waiting.add(find("a"));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertUnavailable(find("a"), Duration.ZERO);
        answer(A);
        waiting.forEach(lookup -> assertFound(lookup, A));
        time.pass(TICK);
        assertThat(find("b")).isNotDone();
    }

    @Test
    void answersInACrowdWithAKnownKey() {
        answer(A);
        time.pass(TTL);
        for (int i = 0; i < 32; i++) {
            find("a");
        }
        assertFound(find("a"), A);
        assertUnavailable(find("b"), Duration.ZERO);
    }

    @Test
    void spendsNoBudgetOnItsOwnRefreshes() {
        answer(A);
        for (int i = 0; i < 3; i++) {
            time.pass(Duration.ofMinutes(4));
            find("a");
            answer(A);
        }
        assertThat(fetches).hasSize(4);
        time.pass(TICK);
        find("junk");
        answer(A);
        time.pass(TICK);
        find("junk");
        answer(A);
        time.pass(TICK);
        assertThat(fetches).hasSize(6);
        assertAbsent(find("junk"));
        assertThat(fetches).hasSize(6);
    }

    @Test
    void tellsTheScopesOfTheIssuerOnceItWasReached() {
        CompletableFuture<Set<String>> scopes = keys.scopesSupported().toCompletableFuture();
        fail();
        assertThat(scopes).isNotDone();
        fetchAgain();
        answer(A);
        assertThat(scopes).isCompletedWithValue(SCOPES);
        assertThat(keys.scopesSupported().toCompletableFuture()).isCompletedWithValue(SCOPES);
        assertThat(KeySource.fixed("https://a.example", JsonUtil.toJson(Map.of("keys", List.of(A.jwk()))))
                        .scopesSupported()
                        .toCompletableFuture())
                .isCompletedWithValue(Set.of());
    }

    @Test
    void logsAFailureOnceUntilItIsAnotherOrOver() {
        try (Logged logged = Logged.by(RemoteKeys.class)) {
            fail();
            fetchAgain();
            fail();
            fetchAgain();
            failAs(FetchException.Kind.WRONG_ISSUER, "it is another's");
            fetchAgain();
            answer(A);
            time.pass(COOL_DOWN);
            find("b");
            answer(A);
            time.pass(COOL_DOWN);
            find("b");
            fail();
            assertThat(logged.lines())
                    .containsExactly(
                            "WARNING The keys of https://a.example could not be fetched: the status is 500",
                            "SEVERE The keys of https://a.example cannot be trusted: it is another's",
                            "INFO 1 keys of https://a.example are in use",
                            "WARNING The keys of https://a.example could not be fetched: the status is 500");
        }
    }

    private void fetchAgain() {
        time.pass(COOL_DOWN);
        int before = fetches.size();
        find("a");
        assertThat(fetches).hasSize(before + 1);
    }

    @Test
    void showsFetchesAndKeysInMeters() {
        assertThat(registry.get("busha.jwks.keys").gauge().value()).isZero();
        assertThat(registry.get("busha.jwks.age").timeGauge().value()).isNaN();
        time.pass(Duration.ofMillis(250));
        answer(A, B);
        assertThat(registry.get("busha.jwks.keys").gauge().value()).isEqualTo(2);
        var success = registry.get("busha.jwks.fetch").tag("outcome", "success").timer();
        assertThat(success.count()).isEqualTo(1);
        assertThat(success.totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(250);
        find("junk");
        time.pass(Duration.ofMillis(40));
        fail();
        var status = registry.get("busha.jwks.fetch").tag("outcome", "status").timer();
        assertThat(status.count()).isEqualTo(1);
        assertThat(status.totalTime(java.util.concurrent.TimeUnit.MILLISECONDS)).isEqualTo(40);
        int meters = registry.getMeters().size();
        keys.close();
        assertThat(meters).isEqualTo(11);
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void tellsWhoeverWaitsWhenItIsClosed() {
        CompletableFuture<KeyLookup> waiting = find("a");
        keys.close();
        assertUnavailable(waiting, COOL_DOWN);
        assertUnavailable(find("a"), COOL_DOWN);
        time.pass(Duration.ofMinutes(1));
        assertUnavailable(find("a"), Duration.ZERO);
        assertThat(fetches).hasSize(1);
        answer(A);
        assertUnavailable(find("a"), Duration.ZERO);
        assertThat(closed).hasValue(1);
    }

    @Test
    void closesWithoutAFetchOnItsWay() {
        answer(A);
        keys.close();
        assertFound(find("a"), A);
        assertUnavailable(find("b"), COOL_DOWN);
    }
}
