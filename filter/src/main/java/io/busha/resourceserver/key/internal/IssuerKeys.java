package io.busha.resourceserver.key.internal;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Answers questions about the keys of one issuer. Thread-safe. */
public interface IssuerKeys {

    /**
     * Finds the key that signed a token. Never blocks: the stage is complete at once unless a fetch is needed, and otherwise completes
     * within the time limit of the source. It never completes exceptionally, unless {@code signed} throws. Stages that depend on it run,
     * after a fetch, on a few threads of the source that all lookups share, and must not block.
     *
     * @param unverifiedKid the {@code kid} of a token that has not been verified yet
     * @param signed tests whether the token's signature is valid under a key; called with few keys, on any thread, one after the other
     */
    CompletionStage<KeyLookup> find(String unverifiedKid, Predicate<IssuerKey> signed);

    /**
     * Finds the key that signed a token and, if necessary, waits for a fetch: until the time limit of the source has passed or the thread
     * is interrupted.
     *
     * @param unverifiedKid as for {@link #find}
     * @param signed as for {@link #find}; called on this thread
     */
    KeyLookup await(String unverifiedKid, Predicate<IssuerKey> signed);

    /**
     * Returns the scopes that the issuer says it supports (OpenID Connect Discovery 1.0 section 3), as a stage that completes once the
     * issuer has been reached; with an empty set if the issuer lists none. It never completes exceptionally, and does not complete at all
     * if the issuer is never reached.
     */
    CompletionStage<Set<String>> scopesSupported();
}
