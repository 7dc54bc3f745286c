package io.busha.resourceserver.benchmarks.subject;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.key.SignatureProvider;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.BearerToken;
import io.busha.resourceserver.token.TokenVerifier;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** This library with the usual settings, but with keys that are not fetched. */
public final class Guards {

    /** How many tokens the library caches by default. */
    public static final int DEFAULT_CACHE = 10_000;

    private static final long CACHE_BYTES = 16L << 20;

    private Guards() {}

    /** A guard for these tokens that verifies with this provider and caches so many tokens. */
    public static RequestGuard of(Tokens tokens, String provider, int cacheSize, MeterRegistry registry) {
        String name = Providers.setting(provider);
        return RequestGuard.builder(Settings.from(Map.of(
                        "issuer",
                        Tokens.ISSUER,
                        "client-id",
                        Tokens.CLIENT_ID,
                        "signature-provider",
                        name,
                        "token-cache-size",
                        Integer.toString(cacheSize),
                        "token-cache-heap",
                        "10"))) // the heap of a benchmark is small
                .keys(keys(tokens, provider, registry))
                .meterRegistry(registry)
                .build();
    }

    private static KeySource keys(Tokens tokens, String provider, MeterRegistry registry) {
        KeyPolicy policy = KeyPolicy.builder()
                .signatureProvider(SignatureProvider.named(Providers.setting(provider)))
                .build();
        return KeySource.fixed(Tokens.ISSUER, tokens.jwks(), policy, registry, Tags.empty());
    }

    /** Does what a door does for a request: token, rule and meters. */
    public static Decision decide(RequestGuard guard, List<String> authorization, Rule rule) {
        Decision decision = guard.decide(authorization, rule);
        if (decision instanceof Decision.Permit) {
            return decision;
        }
        throw new IllegalStateException("a good token was rejected");
    }

    /**
     * The part of a guard that rivals have too: it verifies these tokens with this provider, and caches so many of them. Close it to close
     * its keys.
     */
    public static final class Bare implements AutoCloseable {
        private final KeySource keys;
        private final TokenVerifier verifier;

        private Bare(KeySource keys, TokenVerifier verifier) {
            this.keys = keys;
            this.verifier = verifier;
        }

        /** Creates one. */
        public static Bare of(Tokens tokens, String provider, int cacheSize, MeterRegistry registry) {
            KeySource keys = keys(tokens, provider, registry);
            TokenVerifier verifier =
                    TokenVerifier.of(keys, Set.of(Tokens.CLIENT_ID), Duration.ofSeconds(30), Clock.systemUTC());
            return new Bare(
                    keys,
                    cacheSize == 0 ? verifier : verifier.withCache(cacheSize, CACHE_BYTES, registry, Tags.empty()));
        }

        /** Does what rivals do with a string: everything from the header text to the claims, including the scope. */
        public VerifiedToken validate(List<String> authorization) {
            if (BearerToken.from(authorization) instanceof BearerToken token
                    && verifier.verify(token) instanceof VerifiedToken verified
                    && verified.scopes().contains(Tokens.SCOPE)) {
                return verified;
            }
            throw new IllegalStateException("a good token was rejected");
        }

        @Override
        public void close() {
            verifier.close();
            keys.close();
        }
    }
}
