package io.busha.resourceserver.revocation;

import io.busha.resourceserver.revocation.Revocations.Holder.Connection;
import io.busha.resourceserver.revocation.spi.Marks;
import io.busha.resourceserver.revocation.spi.RevocationPolicy;
import io.busha.resourceserver.revocation.spi.RevocationStore;
import io.busha.resourceserver.token.TokenVerifier;
import io.busha.resourceserver.token.VerifiedToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revokes access tokens before they expire. Only critical endpoints ask whether a token was revoked. A change has taken effect once its
 * stage is complete; until then, and if the stage completes exceptionally, do not tell a user that it has. No method blocks. Thread-safe.
 *
 * <p>A token is revoked if it is listed by its {@code jti}, or if it was issued in the second of a mark or before. Marks are in the issuer's
 * time: the later of the local time and the latest {@code iat} that the guard has verified, plus the clock margin. A token without
 * {@code iat}, or with one that no clock shows yet, was issued before every mark.
 */
public final class Revocations {

    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    /** Longer than a refresh token lives, which Busha extends by 30 days with each use. */
    private static final Duration ALLOWANCE = Duration.ofDays(35);

    private static final Duration LISTED_AFTER_EXPIRY = Duration.ofMinutes(1);

    /** No token that a critical endpoint accepts lives so long. */
    private static final Duration MAX_LISTED = Duration.ofDays(366);

    private final RevocationStore store;
    private final RevocationPolicy policy;
    private final Clock clock;
    private final LongSupplier latestIssue;
    private volatile boolean failing;

    private Revocations(RevocationStore store, RevocationPolicy policy, Clock clock, LongSupplier latestIssue) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.latestIssue = latestIssue;
    }

    /** Whose tokens are revoked. Immutable and thread-safe. */
    public sealed interface Holder {

        /** Everybody who holds a token of the issuer. */
        record Anybody() implements Holder {}

        /** A subject, whatever the client. */
        record Subject(String subject) implements Holder {}

        /** A client, whatever the subject. */
        record Client(String clientId) implements Holder {}

        /** A subject that has connected a client: what a user connects and disconnects. */
        record Connection(String clientId, String subject) implements Holder {}
    }

    /** The answer to the question whether a token was revoked. */
    public enum Answer {
        /** The token was not revoked. */
        ACTIVE,
        /** The token was revoked, or it was made to live so long that it could not be. */
        REVOKED,
        /** The store cannot say. */
        UNKNOWN
    }

    /**
     * Creates revocations in a store.
     *
     * @param clock the wall clock
     * @param latestIssue returns the latest {@code iat} of a verified token, in seconds since the epoch
     */
    public static Revocations in(
            RevocationStore store, RevocationPolicy policy, Clock clock, LongSupplier latestIssue) {
        return new Revocations(store, policy, clock, latestIssue);
    }

    /** Returns a store in this process, which other processes do not see and a restart empties. */
    public static RevocationStore storeInMemory(Clock clock) {
        return new MemoryStore(clock);
    }

    /** Returns whether a token was revoked. The stage never completes exceptionally. Stages that depend on it must not block. */
    public CompletionStage<Answer> check(VerifiedToken token) {
        return attempt(() -> store.marks(token.jwtId(), connection(token))).handle((marks, failure) -> {
            note(failure);
            return marks == null ? Answer.UNKNOWN : isRevoked(token, marks) ? Answer.REVOKED : Answer.ACTIVE;
        });
    }

    /** Calls the store. If it throws an exception or returns null, returns a failed stage. */
    private static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> call) {
        try {
            return Objects.requireNonNull(call.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Logs the first failure after a success, and the first success after a failure. */
    private void note(@Nullable Throwable failure) {
        if (failure != null && !failing) {
            failing = true;
            LOG.warn("The store of revocations does not answer: critical endpoints answer 503", failure);
        } else if (failure == null && failing) {
            failing = false;
            LOG.info("The store of revocations answers again");
        }
    }

    private boolean isRevoked(VerifiedToken token, Marks marks) {
        long issued = issuedAt(token).map(Instant::getEpochSecond).orElse(Marks.NONE);
        boolean isMarked = marks.latest() > Marks.NONE && issued <= marks.latest(); // if iat = mark, it is revoked
        return marks.isListed() || isMarked || livesTooLong(token) || (policy.isAllowlist() && !marks.isAllowed());
    }

    /** Returns when a token was issued; empty if it does not say so, or names a time that no clock shows yet. */
    private Optional<Instant> issuedAt(VerifiedToken token) {
        Instant limit = clock.instant().plus(TokenVerifier.MAX_CLOCK_DIFFERENCE);
        return token.issuedAt().filter(issued -> issued.isBefore(limit));
    }

    /** Returns whether a mark could be forgotten before the token expires. */
    private boolean livesTooLong(VerifiedToken token) {
        Instant from = issuedAt(token).orElseGet(clock::instant);
        return Duration.between(from, token.expiresAt()).compareTo(policy.maxTokenLifetime()) > 0;
    }

    /**
     * Allows the connection of a token: its client and subject. Call this with the token of each code exchange and each refresh; it lasts for
     * 35 days. Needed only in the mode {@code allowlist}, and harmless otherwise.
     *
     * @return whether the connection is allowed now; false if this token was issued before the connection was last revoked, if it has no
     *     {@code iat}, if it has expired, or if it lives too long: nothing has changed then
     */
    public CompletionStage<Boolean> allow(VerifiedToken token) {
        boolean hasExpired = !clock.instant().minus(policy.clockSkew()).isBefore(token.expiresAt());
        Optional<Instant> issued = issuedAt(token);
        return issued.isEmpty() || hasExpired || livesTooLong(token)
                ? CompletableFuture.completedFuture(false)
                : attempt(() -> store.allow(connection(token), issued.get().getEpochSecond(), ALLOWANCE));
    }

    /**
     * Revokes every token of a connection that was issued until now. In the mode {@code allowlist}, later ones are revoked too, until the
     * next {@link #allow}. In the mode {@code denylist}, revoke the refresh token at Busha first, so that no later ones are issued.
     */
    public CompletionStage<Void> revoke(String clientId, String subject) {
        long second = now();
        return attempt(() -> store.revoke(new Connection(clientId, subject), second, life(second)));
    }

    /** Revokes the connection of a token, as {@link #revoke(String, String)} does. */
    public CompletionStage<Void> revoke(VerifiedToken token) {
        return revoke(token.clientId(), token.subject());
    }

    /**
     * Revokes one token.
     *
     * @throws IllegalArgumentException if the token has no {@code jti}: it cannot be revoked singly
     */
    public CompletionStage<Void> revokeToken(VerifiedToken token) {
        return revokeToken(
                token.jwtId()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a token without jti cannot be revoked singly: revoke its connection")),
                token.expiresAt());
    }

    /**
     * Revokes one token.
     *
     * @param jwtId its {@code jti}
     * @param expiresAt its {@code exp}
     */
    public CompletionStage<Void> revokeToken(String jwtId, Instant expiresAt) {
        Instant latest = clock.instant().plus(MAX_LISTED);
        Instant expiry = expiresAt.isBefore(latest) ? expiresAt : latest;
        return attempt(
                () -> store.revokeToken(jwtId, expiry.plus(policy.clockSkew()).plus(LISTED_AFTER_EXPIRY)));
    }

    /**
     * Revokes the tokens of a holder that were issued at this moment or before. Tokens issued later are not revoked.
     *
     * @throws IllegalArgumentException if the moment is in the future
     */
    public CompletionStage<Void> revokeIssuedBefore(Instant moment, Holder holder) {
        if (moment.getEpochSecond() > now()) {
            throw new IllegalArgumentException("tokens cannot be revoked before they are issued: " + moment);
        }
        long second = moment.getEpochSecond();
        return attempt(() -> store.mark(holder, second, life(second)));
    }

    private static Connection connection(VerifiedToken token) {
        return new Connection(token.clientId(), token.subject());
    }

    /** Returns the issuer's time in seconds: never behind it, as far as this process can know. */
    private long now() {
        long local = clock.instant().plus(policy.clockMargin()).getEpochSecond();
        long margin = policy.clockMargin().plusNanos(999_999_999).toSeconds();
        return Math.max(local, latestIssue.getAsLong() + margin);
    }

    /** Returns how long a mark is kept: as long as a token before it may live, by the clock that is further ahead. */
    private Duration life(long second) {
        long ahead = Math.max(0, second - clock.instant().getEpochSecond());
        return policy.maxTokenLifetime().plus(policy.clockSkew()).plusSeconds(ahead);
    }
}
