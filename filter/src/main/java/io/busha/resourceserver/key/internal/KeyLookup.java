package io.busha.resourceserver.key.internal;

import java.time.Duration;

/** The answer to the question which of an issuer's keys signed a token. Immutable and thread-safe. */
public sealed interface KeyLookup {

    /**
     * A key of the issuer signed the token.
     *
     * @param issuer the issuer's exact name from its discovery document, or from the settings if there is none; a token's {@code iss} must
     *     equal it
     * @param key the key that signed the token
     */
    record Found(String issuer, IssuerKey key) implements KeyLookup {}

    /** The issuer publishes usable keys under this id, but none of them signed the token. */
    record Mismatch() implements KeyLookup {}

    /** The issuer publishes no usable key under this id, according to the last good fetch. */
    record Absent() implements KeyLookup {}

    /**
     * There is no answer, because the issuer's keys could not be fetched or checked in time.
     *
     * @param retryAfter how long to wait before another attempt
     */
    record Unavailable(Duration retryAfter) implements KeyLookup {}
}
