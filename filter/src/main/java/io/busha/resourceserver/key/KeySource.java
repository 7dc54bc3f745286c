package io.busha.resourceserver.key;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The public keys of one issuer, by key id (RFC 7517 section 4.5). Thread-safe. */
public sealed interface KeySource extends AutoCloseable permits FixedKeys, RemoteKeys {

    /**
     * Finds the key that signed a token. Never blocks: the stage is complete at once unless the answer needs a fetch, and
     * completes within the source's own time limit, never exceptionally. What continues after a fetch shares a few threads of the
     * source with other lookups, and must not block.
     *
     * @param unverifiedKid the {@code kid} of a token that nobody has verified yet
     * @param signed whether that token's signature holds under a key; asked of few keys, on any thread, one after the other
     */
    CompletionStage<KeyLookup> find(String unverifiedKid, Predicate<IssuerKey> signed);

    /**
     * Finds the key that signed a token, and waits for a fetch where the answer needs one: no longer than the source's own time limit,
     * and no longer than until the thread is interrupted.
     *
     * @param unverifiedKid as for {@link #find}
     * @param signed as for {@link #find}; asked on this thread
     */
    KeyLookup await(String unverifiedKid, Predicate<IssuerKey> signed);

    /**
     * The scopes that the issuer says it supports (OpenID Connect Discovery 1.0 section 3), told once it was reached; empty
     * where it names none. Never completes exceptionally, nor at all where the issuer is never reached.
     */
    CompletionStage<Set<String>> scopesSupported();

    /** How the keys do at this moment. */
    KeyHealth health();

    /** Ends every thread, connection and meter of this source. */
    @Override
    void close();

    /**
     * Keys that an issuer publishes, fetched at once in the background, cached, and fetched again as they age and when an
     * unknown key id turns up. Waits for the first good fetch only where the policy has a {@linkplain
     * KeyPolicy#startUpLimit() limit} for that.
     *
     * @param registry where the meters {@code busha.jwks.*} are kept until the source is closed
     * @param tags what tells these meters from those of another source in the same registry
     * @throws IllegalStateException where there was no good fetch within that limit: it names the URL and the cause
     */
    static KeySource remote(IssuerLocation location, KeyPolicy policy, MeterRegistry registry, Tags tags) {
        RemoteKeys keys = RemoteThreads.keysOf(location, policy, FetchLimits.of(policy), new KeyMeters(registry, tags));
        if (policy.startUpLimit().toNanos() > 0) {
            keys.awaitKeys(location);
        }
        return keys;
    }

    /**
     * Keys in a file, for environments without a way to the issuer. The file is read again every few seconds, and when an unknown key
     * id turns up; while it cannot be read, the last keys stay in use.
     *
     * @param issuer what a token's {@code iss} must equal, to the letter
     * @param file a JWK set (RFC 7517 section 5)
     * @param policy what of it counts
     * @param registry where the meters {@code busha.jwks.*} are kept until the source is closed
     * @param tags what tells these meters from those of another source in the same registry
     * @throws IllegalArgumentException if the file cannot be read or holds no usable key
     */
    static KeySource file(IssuerLocation issuer, Path file, KeyPolicy policy, MeterRegistry registry, Tags tags) {
        JwksFile keys = new JwksFile(file, issuer.toString(), policy.signatureProvider());
        try {
            return RemoteThreads.keysIn(keys, keys.read(), issuer, policy, new KeyMeters(registry, tags));
        } catch (FetchException e) {
            throw new IllegalArgumentException("the JWK set is of no use: " + e.getMessage(), e);
        }
    }

    /**
     * Keys that never change, for sealed environments.
     *
     * @param issuer what a token's {@code iss} must equal, to the letter
     * @param jwks a JWK set (RFC 7517 section 5)
     * @param policy what of it counts: whether and how often a stale key id is tolerated
     * @param registry where the meters {@code busha.jwks.*} are kept until the source is closed
     * @param tags what tells these meters from those of another source in the same registry
     * @throws IllegalArgumentException where the set cannot be read or holds no usable key
     */
    static KeySource fixed(String issuer, String jwks, KeyPolicy policy, MeterRegistry registry, Tags tags) {
        try {
            TrustedSet set = new TrustedSet(issuer, KeySet.parse(jwks, policy.signatureProvider()), Set.of());
            return new FixedKeys(set, policy, new KeyMeters(registry, tags));
        } catch (FetchException e) {
            throw new IllegalArgumentException("the JWK set is of no use: " + e.getMessage(), e);
        }
    }

    /**
     * Keys that never change, under the default policy and without meters: for tests.
     *
     * @throws IllegalArgumentException where the set cannot be read or holds no usable key
     */
    static KeySource fixed(String issuer, String jwks) {
        return fixed(issuer, jwks, KeyPolicy.DEFAULT, new CompositeMeterRegistry(), Tags.empty());
    }
}
