package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.SteeredKeys.A;
import static io.busha.resourceserver.key.SteeredKeys.B;
import static io.busha.resourceserver.key.SteeredKeys.COOL_DOWN;
import static io.busha.resourceserver.key.SteeredKeys.PAUSE;
import static io.busha.resourceserver.key.SteeredKeys.REFRESH;
import static io.busha.resourceserver.key.SteeredKeys.TICK;
import static io.busha.resourceserver.key.SteeredKeys.TOLERANCE;
import static io.busha.resourceserver.key.SteeredKeys.TTL;
import static io.busha.resourceserver.key.SteeredKeys.WAIT;
import static io.busha.resourceserver.key.SteeredKeys.assertAbsent;
import static io.busha.resourceserver.key.SteeredKeys.assertFound;
import static io.busha.resourceserver.key.SteeredKeys.assertMismatch;
import static io.busha.resourceserver.key.SteeredKeys.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.busha.resourceserver.Patience;
import io.busha.resourceserver.key.internal.KeyLookup;
import io.busha.resourceserver.testkit.SigningKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The answers to lookups, and how long lookups wait, in virtual time. */
class RemoteKeysTest {

    private final SteeredKeys issuer = new SteeredKeys();

    @Test
    void firstRequestsWaitForTheFirstFetch() {
        CompletableFuture<KeyLookup> first = issuer.find(A);
        CompletableFuture<KeyLookup> second = issuer.find(A);
        assertThat(first).isNotDone();
        issuer.answer(A);
        assertFound(first, A);
        assertFound(second, A);
        assertThat(issuer.fetches).hasSize(1);
    }

    @Test
    void findsAKnownKeyWithoutFetching() {
        issuer.answer(A);
        issuer.time.pass(REFRESH.minus(TICK));
        assertFound(issuer.find(A), A);
        assertThat(issuer.fetches).hasSize(1);
    }

    @Test
    void findsAKnownKeyImmediatelyDuringARefresh() {
        issuer.answer(A);
        issuer.time.pass(REFRESH);
        assertThat(issuer.fetches).hasSize(2);
        assertFound(issuer.find(A), A);
        issuer.time.pass(TTL);
        assertFound(issuer.find(A), A);
        assertThat(issuer.fetches).hasSize(2);
    }

    @Test
    void refusesAWithdrawnKeyAfterARefresh() {
        issuer.answer(A, B);
        issuer.time.pass(REFRESH);
        assertFound(issuer.find(B), B);
        issuer.answer(A);
        issuer.time.pass(TICK);
        CompletableFuture<KeyLookup> withdrawn = issuer.find(B);
        issuer.answer(A);
        assertAbsent(withdrawn);
        assertFound(issuer.find(A), A);
    }

    @Test
    void reportsAMismatchIfAKnownKeyDidNotSign() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        assertMismatch(issuer.find("a", B));
    }

    @Test
    void triesEveryKeyOfOneKid() {
        issuer.answer(A.withKid("same"), B.withKid("same"));
        assertFound(issuer.find("same", A), A);
        assertFound(issuer.find("same", B), B);
    }

    @Test
    void fetchesOnceForManyUnknownKids() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        List<CompletableFuture<KeyLookup>> lookups = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lookups.add(issuer.findJunk());
        }
        assertThat(issuer.fetches).hasSize(2);
        issuer.answer(A);
        lookups.forEach(SteeredKeys::assertAbsent);
        assertThat(issuer.fetches).hasSize(2);
    }

    @Test
    void findsARotatedKeyAtItsFirstUse() {
        issuer.answer(A);
        issuer.time.pass(Duration.ofSeconds(1));
        CompletableFuture<KeyLookup> first = issuer.find(B);
        assertThat(first).isNotDone();
        issuer.answer(B, A);
        assertFound(first, B);
    }

    @Test
    void unknownKidIsAbsentAfterAFetchThatItStarted() {
        issuer.answer(A);
        CompletableFuture<KeyLookup> unknown = issuer.findJunk();
        assertAbsent(unknown);
        assertThat(issuer.fetches).hasSize(1);
    }

    @Test
    void fetchesAgainIfTheJoinedFetchStartedEarlier() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        issuer.findJunk();
        issuer.time.pass(Duration.ofMillis(10));
        CompletableFuture<KeyLookup> rotated = issuer.find(B);
        issuer.answer(A);
        assertThat(rotated).isNotDone();
        assertThat(issuer.fetches).hasSize(3);
        issuer.answer(B, A);
        assertFound(rotated, B);
    }

    @Test
    void joinsARefreshInFlightAndFetchesAgain() {
        issuer.answer(A);
        issuer.time.pass(REFRESH.plus(TICK));
        CompletableFuture<KeyLookup> rotated = issuer.find(B);
        assertThat(issuer.fetches).hasSize(2);
        issuer.answer(A);
        assertThat(issuer.fetches).hasSize(3);
        issuer.answer(B, A);
        assertFound(rotated, B);
    }

    @Test
    void limitsFetchesDuringAFlood() {
        issuer.answer(A);
        int before = issuer.fetches.size();
        Duration flood = Duration.ofSeconds(60);
        for (int i = 0; i < 6000; i++) {
            CompletableFuture<KeyLookup> junk = issuer.findJunk();
            if (!junk.isDone()) {
                issuer.answer(A);
            }
            assertAbsent(junk);
            assertFound(issuer.find(A), A);
            issuer.time.pass(flood.dividedBy(6000));
        }
        int fetched = issuer.fetches.size() - before;
        assertThat(fetched).isLessThanOrEqualTo(2 + 12).isGreaterThanOrEqualTo(12);
        assertThat(issuer.count("busha.jwks.suppressed")).isEqualTo(6000 - fetched - 1);
        issuer.time.pass(COOL_DOWN);
        CompletableFuture<KeyLookup> rotated = issuer.find(B);
        issuer.answer(B);
        assertFound(rotated, B);
    }

    @Test
    void findsARotatedKeyWithinOneCoolDownOfAFlood() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        for (int i = 0; i < 2; i++) {
            issuer.findJunk();
            issuer.answer(A);
            issuer.time.pass(TICK);
        }
        assertAbsent(issuer.find(B));
        issuer.time.pass(COOL_DOWN.minus(TICK).minus(TICK));
        CompletableFuture<KeyLookup> rotated = issuer.find(B);
        assertThat(rotated).isNotDone();
        issuer.answer(B, A);
        assertFound(rotated, B);
    }

    @Test
    void refreshesSpendNoFetchBudget() {
        issuer.answer(A);
        for (int i = 0; i < 3; i++) {
            issuer.time.pass(REFRESH);
            issuer.answer(A);
        }
        assertThat(issuer.fetches).hasSize(4);
        for (int i = 0; i < 2; i++) {
            issuer.time.pass(TICK);
            issuer.findJunk();
            issuer.answer(A);
        }
        issuer.time.pass(TICK);
        assertAbsent(issuer.findJunk());
        assertThat(issuer.fetches).hasSize(6);
    }

    @Test
    void invalidSignaturesCauseNoMoreFetchesThanUnknownKids() {
        issuer.answer(A);
        Duration flood = Duration.ofSeconds(60);
        for (int i = 0; i < 6000; i++) {
            issuer.time.pass(flood.dividedBy(6000));
            int before = issuer.fetches.size();
            assertMismatch(issuer.find("a", B));
            if (issuer.fetches.size() > before) {
                issuer.answer(A);
            }
        }
        assertThat(issuer.fetches.size() - 1).isLessThanOrEqualTo(2 + 12).isGreaterThanOrEqualTo(12);
    }

    @Test
    void invalidSignaturesLeaveAFetchForUnknownKids() {
        issuer.answer(A);
        for (int i = 0; i < 5; i++) {
            issuer.time.pass(TICK);
            assertMismatch(issuer.find("a", B));
            issuer.answer(A);
        }
        assertThat(issuer.fetches).hasSize(2);
        CompletableFuture<KeyLookup> rotated = issuer.find(B);
        assertThat(issuer.fetches).hasSize(3);
        issuer.answer(B, A);
        assertFound(rotated, B);
    }

    @Test
    void keepsOldKeysWhenTheIssuerIsDown() {
        issuer.answer(A);
        issuer.time.pass(REFRESH);
        issuer.fail();
        assertFound(issuer.find(A), A);
        assertMismatch(issuer.find("a", B));
        assertUnavailable(issuer.find(B), PAUSE);
        assertThat(issuer.fetches).hasSize(2);
        issuer.time.pass(PAUSE.minus(TICK));
        assertUnavailable(issuer.find(B), TICK);
        assertThat(issuer.fetches).hasSize(2);
        issuer.time.pass(TICK);
        assertThat(issuer.fetches).hasSize(3);
        issuer.time.pass(TICK);
        CompletableFuture<KeyLookup> unknown = issuer.findJunk();
        assertThat(unknown).isNotDone();
        issuer.answer(A);
        assertThat(issuer.fetches).hasSize(4);
        issuer.answer(A);
        assertAbsent(unknown);
    }

    @Test
    void answersUnavailableAfterAFailedFetchUntilTheNextStarts() {
        CompletableFuture<KeyLookup> first = issuer.find(A);
        issuer.fail();
        assertUnavailable(first, PAUSE);
        assertUnavailable(issuer.find(A), PAUSE);
        issuer.time.pass(PAUSE);
        CompletableFuture<KeyLookup> second = issuer.find(A);
        assertThat(second).isNotDone();
        issuer.answer(A);
        assertFound(second, A);
    }

    @Test
    void trustsKnownKeysForSixHours() {
        issuer.answer(A);
        issuer.time.pass(REFRESH);
        while (issuer.time.elapsed().compareTo(TOLERANCE.minus(Duration.ofMinutes(1))) < 0) {
            issuer.fail();
            issuer.time.pass(KeyPolicy.DEFAULT.retryCap());
        }
        issuer.fail();
        Duration left = TOLERANCE.minus(issuer.time.elapsed());
        issuer.time.pass(left.minus(TICK));
        assertFound(issuer.find(A), A);
        issuer.time.pass(TICK);
        assertThat(issuer.find(A)).isNotDone();
        issuer.fail();
        assertThat(issuer.find(A)).isCompletedWithValueMatching(KeyLookup.Unavailable.class::isInstance);
        issuer.time.pass(KeyPolicy.DEFAULT.retryCap());
        issuer.answer(A);
        assertFound(issuer.find(A), A);
    }

    @Test
    void waitsNoLongerThanTheWaitLimit() {
        CompletableFuture<KeyLookup> unknown = issuer.find(A);
        issuer.time.pass(WAIT.minus(TICK));
        assertThat(unknown).isNotDone();
        issuer.time.pass(TICK);
        assertUnavailable(unknown, Duration.ZERO);
    }

    @Test
    void answersUnavailableAtTheWaitLimit() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        CompletableFuture<KeyLookup> rotated = issuer.find(B);
        issuer.time.pass(WAIT);
        assertUnavailable(rotated, Duration.ZERO);
    }

    @Test
    void letsAtMost32RequestsWait() {
        List<CompletableFuture<KeyLookup>> waiting = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            assertThat(issuer.gauge("busha.jwks.waiting")).isEqualTo(i);
            waiting.add(issuer.find(A));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertUnavailable(issuer.find(A), Duration.ZERO);
        issuer.answer(A);
        waiting.forEach(lookup -> assertFound(lookup, A));
        assertThat(issuer.gauge("busha.jwks.waiting")).isZero();
        issuer.time.pass(TICK);
        assertThat(issuer.find(B)).isNotDone();
    }

    @Test
    void keepsNothingOfRequestsThatMayNotWait() {
        for (int i = 0; i < 1000; i++) {
            issuer.find(A);
        }
        issuer.answer(A);
        assertThat(issuer.wakings).hasValue(32);
    }

    @Test
    void findsAKeyFetchedBetweenTwoLookups() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        issuer.findJunk();
        issuer.answer(A);
        issuer.time.pass(TICK);
        CompletableFuture<KeyLookup> first = issuer.find(B);
        issuer.time.pass(TICK);
        issuer.time.interruptAt(2, () -> issuer.answer(B, A));
        assertFound(issuer.find(B), B);
        assertFound(first, B);
        assertThat(issuer.fetches).hasSize(3);
    }

    @Test
    void bugInTheCallersCodeEndsItsWait() {
        CompletableFuture<KeyLookup> lookup = issuer.keys
                .find("a", key -> {
                    throw new IllegalStateException("a bug");
                })
                .toCompletableFuture();
        issuer.answer(A);
        assertThat(lookup).isCompletedExceptionally();
        assertThat(issuer.gauge("busha.jwks.waiting")).isZero();
    }

    @Test
    void errorEndsAWait() {
        CompletableFuture<KeyLookup> lookup = issuer.keys
                .find("a", key -> {
                    throw new NoClassDefFoundError("a bug");
                })
                .toCompletableFuture();
        issuer.answer(A);
        assertThat(lookup).isCompletedExceptionally();
        assertThat(issuer.gauge("busha.jwks.waiting")).isZero();
    }

    /** Starts a lookup on its own thread, which blocks until it is answered. */
    private CompletableFuture<KeyLookup> await(SigningKey signer) {
        CompletableFuture<KeyLookup> answer = new CompletableFuture<>();
        Thread door = new Thread(() -> answer.complete(issuer.keys.await(signer.kid(), Signed.by(signer))));
        door.start();
        return answer;
    }

    private void awaitWaiting(int doors) {
        Patience.await(() -> issuer.gauge("busha.jwks.waiting") == doors);
    }

    @Test
    void blockingLookupFindsAKnownKeyImmediately() {
        issuer.answer(A);
        assertThat(issuer.keys.await("a", Signed.by(A))).isInstanceOf(KeyLookup.Found.class);
        assertThat(issuer.keys.await("a", Signed.by(B))).isInstanceOf(KeyLookup.Mismatch.class);
    }

    @Test
    void blockingLookupWaitsForALaterFetch() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        issuer.findJunk();
        issuer.time.pass(TICK);
        CompletableFuture<KeyLookup> rotated = await(B);
        awaitWaiting(2);
        issuer.answer(A);
        Patience.await(() -> issuer.fetches.size() == 3);
        assertThat(rotated).isNotDone();
        issuer.answer(B, A);
        assertThat(rotated).succeedsWithin(Patience.LIMIT);
        assertFound(rotated, B);
    }

    @Test
    void nonBlockingLookupIsAnsweredImmediately() {
        SteeredKeys narrow = new SteeredKeys(KeyPolicy.builder().maxWaiting(1).build());
        narrow.find(A);
        assertThat(narrow.keys.await("a", Signed.by(A))).isInstanceOf(KeyLookup.Unavailable.class);
    }

    @Test
    void interruptedLookupStopsWaiting() {
        Thread.currentThread().interrupt();
        assertThat(issuer.keys.await("a", Signed.by(A))).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(issuer.gauge("busha.jwks.waiting")).isZero();
    }

    @Test
    void findsKnownKeysWhenAllWaitingPlacesAreTaken() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        for (int i = 0; i < 32; i++) {
            issuer.findJunk();
        }
        assertFound(issuer.find(A), A);
        assertMismatch(issuer.find("a", B));
        assertUnavailable(issuer.find(B), Duration.ZERO);
    }

    @Test
    void answersWaitingRequestsWhenClosed() {
        CompletableFuture<KeyLookup> waiting = issuer.find(A);
        issuer.keys.close();
        assertUnavailable(waiting, Duration.ZERO);
        assertUnavailable(issuer.find(A), Duration.ZERO);
        issuer.time.pass(Duration.ofMinutes(1));
        issuer.answer(A);
        assertUnavailable(issuer.find(A), Duration.ZERO);
        issuer.time.pass(TTL);
        assertThat(issuer.fetches).hasSize(1);
        assertThat(issuer.time.pending()).isZero();
        assertThat(issuer.closed).hasValue(1);
    }

    @Test
    void closesWithoutAFetchInFlight() {
        issuer.answer(A);
        issuer.time.pass(TICK);
        issuer.keys.close();
        assertFound(issuer.find(A), A);
        assertUnavailable(issuer.find(B), Duration.ZERO);
        assertThat(issuer.time.pending()).isZero();
    }

    @Test
    void explainsWhyItCannotStartWithoutKeys() {
        IssuerLocation location = IssuerLocation.of("https://a.example");
        KeyPolicy required = KeyPolicy.builder().startUpLimit(TICK).build();
        SteeredKeys asked = new SteeredKeys(required);
        assertThatIllegalStateException()
                .isThrownBy(() -> asked.keys.awaitKeys(location))
                .withMessage("start-up is required, and the keys of https://a.example could not be fetched within"
                        + " PT0.000000001S: there is no answer yet");
        assertThat(asked.closed).hasValue(1);
        SteeredKeys failed = new SteeredKeys(required);
        failed.fail(FetchException.status(500, Duration.ZERO));
        assertThatIllegalStateException()
                .isThrownBy(() -> failed.keys.awaitKeys(location))
                .withMessageEndingWith("within PT0.000000001S: the status is 500");
    }
}
