package io.busha.resourceserver.key;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The public keys of one issuer, by key id (RFC 7517 section 4.5). Thread-safe. */
public sealed interface KeySource extends AutoCloseable permits FixedKeys, RemoteKeys {

    /**
     * Looks a key id up. Never blocks: the stage is complete at once unless the answer needs a fetch, and completes within
     * the source's own time limit, never exceptionally.
     *
     * @param unverifiedKid the {@code kid} of a token that nobody has verified yet
     */
    CompletionStage<KeyLookup> find(String unverifiedKid);

    /**
     * The scopes that the issuer says it supports (OpenID Connect Discovery 1.0 section 3), told once it was reached; empty
     * where it names none. Never completes exceptionally, nor at all where the issuer is never reached.
     */
    CompletionStage<Set<String>> scopesSupported();

    /**
     * Keys that an issuer publishes, fetched at once in the background, cached, and fetched again as they age and when an
     * unknown key id turns up.
     *
     * @param registry where the meters {@code busha.jwks.*} are kept until the source is closed
     * @param tags what tells these meters from those of another source in the same registry
     */
    static KeySource remote(IssuerLocation location, KeyTimes times, MeterRegistry registry, Tags tags) {
        return RemoteThreads.start().keysOf(location, times, new FetchWatch(registry, tags, location));
    }

    /** Ends every thread and connection of this source. */
    @Override
    void close();

    /**
     * Keys that never change, for sealed environments and tests.
     *
     * @param issuer what a token's {@code iss} must equal, to the letter
     * @param jwks a JWK set (RFC 7517 section 5)
     * @throws IllegalArgumentException where the set cannot be read or holds no usable key
     */
    static KeySource fixed(String issuer, String jwks) {
        try {
            return new FixedKeys(issuer, KeySet.parse(jwks));
        } catch (FetchException e) {
            throw new IllegalArgumentException("the JWK set is of no use: " + e.getMessage(), e);
        }
    }
}
