package io.busha.resourceserver.revocation.spi;

import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.revocation.Revocations.Holder;
import io.busha.resourceserver.revocation.Revocations.Holder.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Stores what was revoked and allowed, for one issuer. A store decides nothing: {@link Revocations}
 * does. A change that is complete is seen by every call that begins later. A stage completes within a time limit of the store; if it completes
 * exceptionally, it is open whether its change took effect. No method blocks. Implementations are thread-safe.
 */
public interface RevocationStore extends AutoCloseable {

    /**
     * Returns what is known about a token.
     *
     * @param jwtId the token's id, if it has one
     * @param connection the token's client and subject
     */
    CompletionStage<Marks> marks(Optional<String> jwtId, Connection connection);

    /**
     * Allows a connection, unless it has a mark that is not before the given second: that of a later revocation.
     *
     * @param issuedAt when the token was issued that proves the connection, in seconds since the epoch
     * @param life how long the connection is allowed from now on
     * @return whether the connection is allowed now
     */
    CompletionStage<Boolean> allow(Connection connection, long issuedAt, Duration life);

    /**
     * Marks a connection, and ends its allowance. An earlier mark never replaces a later one.
     *
     * @param second the mark, in seconds since the epoch
     * @param life how long the mark is kept
     */
    CompletionStage<Void> revoke(Connection connection, long second, Duration life);

    /**
     * Marks the tokens of a holder. An earlier mark never replaces a later one. The allowance of a connection stays as it is.
     *
     * @param second the mark, in seconds since the epoch
     * @param life how long the mark is kept
     */
    CompletionStage<Void> mark(Holder holder, long second, Duration life);

    /**
     * Lists one token as revoked.
     *
     * @param until the moment until which it stays listed
     */
    CompletionStage<Void> revokeToken(String jwtId, Instant until);

    /** Ends the threads and connections of this store. What it has stored elsewhere stays. */
    @Override
    void close();
}
