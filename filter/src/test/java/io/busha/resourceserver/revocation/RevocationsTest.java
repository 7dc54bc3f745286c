package io.busha.resourceserver.revocation;

import static io.busha.resourceserver.revocation.HeldTokens.CLIENT;
import static io.busha.resourceserver.revocation.HeldTokens.OTHER_CLIENT;
import static io.busha.resourceserver.revocation.HeldTokens.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.MovableClock;
import io.busha.resourceserver.revocation.Revocations.Answer;
import io.busha.resourceserver.revocation.Revocations.Holder;
import io.busha.resourceserver.revocation.spi.Marks;
import io.busha.resourceserver.revocation.spi.RevocationPolicy;
import io.busha.resourceserver.revocation.spi.RevocationStore;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.token.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalIssuerExtension.class)
class RevocationsTest {

    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock(START);
    private final HeldTokens tokens;
    private final RevocationStore store = Revocations.storeInMemory(clock);
    private final Revocations denylist;
    private final Revocations allowlist;

    RevocationsTest(LocalIssuer issuer) {
        tokens = new HeldTokens(issuer, clock);
        denylist = revocations(false);
        allowlist = revocations(true);
    }

    private Revocations revocations(boolean isAllowlist) {
        RevocationPolicy policy = new RevocationPolicy(isAllowlist, LIFE, SKEW, MARGIN);
        return Revocations.in(store, policy, clock, tokens::latestIssue);
    }

    private static Answer answer(Revocations revocations, VerifiedToken token) {
        return done(revocations.check(token));
    }

    private static <T> T done(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).isDone();
        return future.join();
    }

    @Test
    void acceptsTokensThatNobodyRevoked() {
        assertThat(answer(denylist, tokens.token("ada", START))).isEqualTo(Answer.ACTIVE);
    }

    @Test
    void revokesOneTokenByItsId() {
        VerifiedToken stolen = tokens.token("ada", START);
        VerifiedToken other = tokens.token("ada", START);

        done(denylist.revokeToken(stolen));

        assertThat(answer(denylist, stolen)).isEqualTo(Answer.REVOKED);
        assertThat(answer(denylist, other)).isEqualTo(Answer.ACTIVE);
    }

    @Test
    void keepsTokenListedUntilItCannotBeUsedAnyMore() {
        VerifiedToken stolen = tokens.token("ada", START);
        done(denylist.revokeToken(stolen));

        clock.set(stolen.expiresAt().plus(SKEW).plusSeconds(59));
        assertThat(answer(denylist, stolen)).isEqualTo(Answer.REVOKED);
        clock.set(stolen.expiresAt().plus(SKEW).plusSeconds(60));
        assertThat(answer(denylist, stolen)).isEqualTo(Answer.ACTIVE);
    }

    @Test
    void saysThatTokenWithoutIdCannotBeRevokedSingly() {
        VerifiedToken token = tokens.verified(tokens.mint("ada", START).without("jti"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> denylist.revokeToken(token))
                .withMessageContaining("without jti cannot be revoked singly");
    }

    @Test
    void acceptsTokenWithoutIdUntilItsConnectionIsRevoked() {
        VerifiedToken token = tokens.verified(tokens.mint("ada", START).without("jti"));
        assertThat(answer(denylist, token)).isEqualTo(Answer.ACTIVE);
        done(denylist.revoke(token));
        assertThat(answer(denylist, token)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void revokesConnectionOfOneClientAndSubject() {
        VerifiedToken own = tokens.token("ada", START);
        VerifiedToken otherSubject = tokens.token("bob", START);
        VerifiedToken otherClient = tokens.verified(tokens.mint("ada", START).clientId(OTHER_CLIENT));

        done(denylist.revoke(own));

        assertThat(answer(denylist, own)).isEqualTo(Answer.REVOKED);
        assertThat(answer(denylist, otherSubject)).isEqualTo(Answer.ACTIVE);
        assertThat(answer(denylist, otherClient)).isEqualTo(Answer.ACTIVE);
    }

    @Test
    void revokesTokenIssuedInTheSecondOfTheMark() {
        done(denylist.revoke(CLIENT, "ada"));

        assertThat(answer(denylist, tokens.token("ada", START.plus(MARGIN)))).isEqualTo(Answer.REVOKED);
        assertThat(answer(denylist, tokens.token("ada", START.plus(MARGIN).plusSeconds(1))))
                .isEqualTo(Answer.ACTIVE);
    }

    @Test
    void marksInTheTimeOfAnIssuerWhoseClockIsAhead() {
        Instant issuersNow = START.plusSeconds(25);
        VerifiedToken token = tokens.token("ada", issuersNow);

        done(denylist.revoke(CLIENT, "ada"));

        assertThat(answer(denylist, token)).isEqualTo(Answer.REVOKED);
        assertThat(answer(denylist, tokens.token("ada", issuersNow.plus(MARGIN))))
                .isEqualTo(Answer.REVOKED);
        assertThat(answer(denylist, tokens.token("ada", issuersNow.plus(MARGIN).plusSeconds(1))))
                .isEqualTo(Answer.ACTIVE);
    }

    @Test
    void ignoresIssueTimesThatNoClockShows() {
        for (String iat : List.of("1e300", "1796139428000", "-1e300")) {
            VerifiedToken odd = tokens.verified(
                    tokens.mint("eve" + iat, START).claimAsJson("iat", iat).expiresAt(START.plusSeconds(60)));
            assertThat(answer(denylist, odd)).isEqualTo(iat.startsWith("-") ? Answer.REVOKED : Answer.ACTIVE);
            assertThat(done(allowlist.allow(odd))).isFalse();
            done(denylist.revoke(odd));
            assertThat(answer(denylist, odd)).isEqualTo(Answer.REVOKED);
        }

        done(denylist.revoke(CLIENT, "ada"));

        assertThat(answer(denylist, tokens.token("ada", START.plusSeconds(10)))).isEqualTo(Answer.ACTIVE);
    }

    @Test
    void countsTokenWithoutIssueTimeAsIssuedBeforeEveryMark() {
        VerifiedToken token =
                tokens.verified(tokens.mint("ada", START).without("iat").expiresAt(START.plusSeconds(3600)));
        assertThat(answer(denylist, token)).isEqualTo(Answer.ACTIVE);

        done(denylist.revokeIssuedBefore(START.minusSeconds(86_400), new Holder.Subject("ada")));

        assertThat(answer(denylist, token)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void revokesWhatWasIssuedBeforeAMomentToSubjectClientConnectionOrAnybody() {
        Instant moment = START.minusSeconds(100);
        VerifiedToken ada = tokens.token("ada", moment);
        VerifiedToken laterAda = tokens.token("ada", moment.plusSeconds(1));
        VerifiedToken bob = tokens.token("bob", moment);
        VerifiedToken eve = tokens.verified(tokens.mint("eve", moment).clientId(OTHER_CLIENT));

        done(denylist.revokeIssuedBefore(moment, new Holder.Subject("ada")));
        assertThat(answer(denylist, ada)).isEqualTo(Answer.REVOKED);
        assertThat(answer(denylist, laterAda)).isEqualTo(Answer.ACTIVE);
        assertThat(answer(denylist, bob)).isEqualTo(Answer.ACTIVE);

        done(denylist.revokeIssuedBefore(moment, new Holder.Connection(CLIENT, "bob")));
        assertThat(answer(denylist, bob)).isEqualTo(Answer.REVOKED);
        assertThat(answer(denylist, eve)).isEqualTo(Answer.ACTIVE);

        done(denylist.revokeIssuedBefore(moment, new Holder.Client(OTHER_CLIENT)));
        assertThat(answer(denylist, eve)).isEqualTo(Answer.REVOKED);

        done(denylist.revokeIssuedBefore(moment.plusSeconds(1), new Holder.Anybody()));
        assertThat(answer(denylist, laterAda)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void neverReplacesMarkByEarlierOne() {
        VerifiedToken token = tokens.token("ada", START);
        done(denylist.revoke(token));
        done(denylist.revokeIssuedBefore(START.minusSeconds(100), new Holder.Connection(CLIENT, "ada")));
        assertThat(answer(denylist, token)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void refusesMarkInTheFuture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> denylist.revokeIssuedBefore(START.plusSeconds(2), new Holder.Anybody()))
                .withMessageContaining("before they are issued");
    }

    @Test
    void keepsMarkAsLongAsATokenBeforeItMayLive() {
        VerifiedToken token = tokens.verified(tokens.mint("ada", START).expiresAt(START.plus(LIFE)));
        done(denylist.revoke(token));

        clock.set(START.plus(LIFE).plus(SKEW).minusMillis(1));
        assertThat(answer(denylist, token)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void rejectsTokenThatOutlivesTheMarks() {
        assertThat(answer(denylist, tokens.verified(tokens.mint("ada", START).expiresAt(START.plus(LIFE)))))
                .isEqualTo(Answer.ACTIVE);
        assertThat(answer(
                        denylist,
                        tokens.verified(tokens.mint("ada", START)
                                .expiresAt(START.plus(LIFE).plusSeconds(1)))))
                .isEqualTo(Answer.REVOKED);
    }

    @Test
    void requiresAllowanceInAllowlist() {
        VerifiedToken token = tokens.token("ada", START);
        assertThat(answer(allowlist, token)).isEqualTo(Answer.REVOKED);

        assertThat(done(allowlist.allow(token))).isTrue();

        assertThat(answer(allowlist, token)).isEqualTo(Answer.ACTIVE);
        assertThat(answer(allowlist, tokens.token("bob", START))).isEqualTo(Answer.REVOKED);
    }

    @Test
    void rejectsEverythingOfARevokedConnectionUntilItIsAllowedAgain() {
        VerifiedToken first = tokens.token("ada", START);
        done(allowlist.allow(first));
        done(allowlist.revoke(first));
        VerifiedToken later = tokens.token("ada", START.plusSeconds(5));
        assertThat(answer(allowlist, later)).isEqualTo(Answer.REVOKED);

        assertThat(done(allowlist.allow(later))).isTrue();

        assertThat(answer(allowlist, later)).isEqualTo(Answer.ACTIVE);
        assertThat(answer(allowlist, first)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void lateOrRepeatedAllowanceDoesNotUndoRevocation() {
        VerifiedToken token = tokens.token("ada", START);
        done(allowlist.allow(token));
        done(allowlist.revoke(token));

        assertThat(done(allowlist.allow(token))).isFalse();
        assertThat(done(allowlist.allow(tokens.token("ada", START.plus(MARGIN)))))
                .isFalse();

        assertThat(answer(allowlist, token)).isEqualTo(Answer.REVOKED);
        assertThat(answer(allowlist, tokens.token("ada", START.plusSeconds(5)))).isEqualTo(Answer.REVOKED);
    }

    @Test
    void allowsNothingByTokenWithoutIssueTimeOrThatHasExpired() {
        VerifiedToken timeless =
                tokens.verified(tokens.mint("ada", START).without("iat").expiresAt(START.plusSeconds(3600)));
        VerifiedToken old = tokens.token("bob", START);
        clock.set(old.expiresAt().plus(SKEW));

        assertThat(done(allowlist.allow(timeless))).isFalse();
        assertThat(done(allowlist.allow(old))).isFalse();
    }

    @Test
    void connectionStaysAllowedFor35DaysFromItsLastAllowance() {
        done(allowlist.allow(tokens.token("ada", START)));
        clock.advance(Duration.ofDays(20));
        done(allowlist.allow(tokens.token("ada", clock.instant())));

        clock.advance(Duration.ofDays(35).minusMillis(1));
        assertThat(answer(allowlist, tokens.token("ada", clock.instant()))).isEqualTo(Answer.ACTIVE);
        clock.advance(Duration.ofMillis(1));
        assertThat(answer(allowlist, tokens.token("ada", clock.instant()))).isEqualTo(Answer.REVOKED);
    }

    @Test
    void keepsMarkLongerIfTheIssuersClockIsAhead() {
        Instant issuersNow = START.plusSeconds(25);
        VerifiedToken token = tokens.verified(tokens.mint("ada", issuersNow).expiresAt(issuersNow.plus(LIFE)));
        done(denylist.revoke(token));

        clock.set(issuersNow.plus(LIFE).plus(SKEW).minusMillis(1));
        assertThat(answer(denylist, token)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void allowsNothingByTokenThatLivesTooLong() {
        VerifiedToken token = tokens.verified(
                tokens.mint("ada", START).expiresAt(START.plus(LIFE).plusSeconds(1)));
        assertThat(done(allowlist.allow(token))).isFalse();
    }

    @Test
    void revokesTokenThatNeverExpires() {
        VerifiedToken token = tokens.verified(tokens.mint("ada", START).claimAsJson("exp", "1e300"));
        done(denylist.revokeToken(token));
        assertThat(answer(denylist, token)).isEqualTo(Answer.REVOKED);
    }

    @Test
    void cannotSayAfterTheStoreWasClosed() {
        VerifiedToken token = tokens.token("ada", START);
        done(denylist.revoke(token));
        store.close();
        assertThat(answer(denylist, token)).isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void logsFailureOfTheStoreOncePerChange() {
        try (Logged logged = Logged.by(Revocations.class)) {
            Revocations revocations = Revocations.in(
                    new FailingStore(false), new RevocationPolicy(false, LIFE, SKEW, MARGIN), clock, () -> 0);
            answer(revocations, tokens.token("ada", START));
            answer(revocations, tokens.token("ada", START));
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING The store of revocations does not answer");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cannotSayIfTheStoreFails(boolean atOnce) {
        RevocationStore failing = new FailingStore(atOnce);
        Revocations revocations =
                Revocations.in(failing, new RevocationPolicy(false, LIFE, SKEW, MARGIN), clock, tokens::latestIssue);
        assertThat(answer(revocations, tokens.token("ada", START))).isEqualTo(Answer.UNKNOWN);
    }

    /** A store that cannot be reached: it throws at once, or its stages fail. */
    private record FailingStore(boolean atOnce) implements RevocationStore {

        private <T> CompletionStage<T> failure() {
            if (atOnce) {
                throw new IllegalStateException("not connected");
            }
            return CompletableFuture.failedStage(new IllegalStateException("not connected"));
        }

        @Override
        public CompletionStage<Marks> marks(Optional<String> jwtId, Holder.Connection connection) {
            return failure();
        }

        @Override
        public CompletionStage<Boolean> allow(Holder.Connection connection, long issuedAt, Duration life) {
            return failure();
        }

        @Override
        public CompletionStage<Void> revoke(Holder.Connection connection, long second, Duration life) {
            return failure();
        }

        @Override
        public CompletionStage<Void> mark(Holder holder, long second, Duration life) {
            return failure();
        }

        @Override
        public CompletionStage<Void> revokeToken(String jwtId, Instant until) {
            return failure();
        }

        @Override
        public void close() {}
    }
}
