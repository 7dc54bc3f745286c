package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.IssuerKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.util.Set;

/** The public keys of one issuer, by key id (RFC 7517 section 4.5). Thread-safe. */
public sealed interface KeySource extends IssuerKeys, AutoCloseable permits FixedKeys, RemoteKeys {

    /** Returns the health of the keys at this moment. */
    KeyHealth health();

    /** Closes the source and ends all of its threads, connections and meters. */
    @Override
    void close();

    /**
     * Creates a source of the keys that an issuer publishes. They are fetched at once in the background, cached, and fetched again as they
     * age and when an unknown key id turns up. Waits for the first good fetch only if the policy has a
     * {@linkplain KeyPolicy#startUpLimit() start-up limit}.
     *
     * @param registry registry of the meters {@code busha.jwks.*}, which are removed when the source is closed
     * @param tags tags that distinguish these meters from those of another source in the same registry
     * @throws IllegalStateException if no fetch succeeds within the start-up limit; the message gives the URL and the cause
     */
    static KeySource remote(IssuerLocation location, KeyPolicy policy, MeterRegistry registry, Tags tags) {
        RemoteKeys keys = KeySources.ofIssuer(location, policy, FetchLimits.of(policy), new KeyMeters(registry, tags));
        if (policy.startUpLimit().toNanos() > 0) {
            keys.awaitKeys(location);
        }
        return keys;
    }

    /**
     * Creates a source of the keys in a file, for environments that cannot reach the issuer. The file is read again every few seconds, and
     * when an unknown key id turns up; while it cannot be read, the last keys stay in use.
     *
     * @param issuer what a token's {@code iss} must equal exactly
     * @param file a JWK set (RFC 7517 section 5)
     * @param policy its cache lifetime, outage tolerance, start-up limit and cache file do not apply to a file
     * @param registry registry of the meters {@code busha.jwks.*}, which are removed when the source is closed
     * @param tags tags that distinguish these meters from those of another source in the same registry
     * @throws IllegalArgumentException if the file cannot be read or holds no usable key
     */
    static KeySource file(IssuerLocation issuer, Path file, KeyPolicy policy, MeterRegistry registry, Tags tags) {
        JwksFile keys = new JwksFile(file, issuer.toString(), policy.signatureProvider());
        try {
            return KeySources.ofFile(keys, keys.read(), issuer, policy, new KeyMeters(registry, tags));
        } catch (FetchException e) {
            throw new IllegalArgumentException("the JWK set cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Creates a source of keys that never change, for sealed environments.
     *
     * @param issuer what a token's {@code iss} must equal exactly
     * @param jwks a JWK set (RFC 7517 section 5)
     * @param policy only its signature provider and its settings for stale key ids apply
     * @param registry registry of the meters {@code busha.jwks.*}, which are removed when the source is closed
     * @param tags tags that distinguish these meters from those of another source in the same registry
     * @throws IllegalArgumentException if the set cannot be read or holds no usable key
     */
    static KeySource fixed(String issuer, String jwks, KeyPolicy policy, MeterRegistry registry, Tags tags) {
        try {
            TrustedSet set = new TrustedSet(issuer, KeySet.parse(jwks, policy.signatureProvider()), Set.of());
            return new FixedKeys(set, policy, new KeyMeters(registry, tags));
        } catch (FetchException e) {
            throw new IllegalArgumentException("the JWK set cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Creates a source of keys that never change, with the default policy and without meters: for tests.
     *
     * @throws IllegalArgumentException if the set cannot be read or holds no usable key
     */
    static KeySource fixed(String issuer, String jwks) {
        return fixed(issuer, jwks, KeyPolicy.DEFAULT, new CompositeMeterRegistry(), Tags.empty());
    }
}
