package io.busha.resourceserver.benchmarks.subject;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.key.SignatureProvider;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.BearerToken;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;

/** This library with the usual settings, but with keys that are not fetched. */
public final class Guards {

    /** How many tokens the library caches by default. */
    public static final int DEFAULT_CACHE = 10_000;

    private Guards() {}

    /** A guard for these tokens that verifies with this provider and caches so many tokens. */
    public static RequestGuard of(Tokens tokens, String provider, int cacheSize, MeterRegistry registry) {
        String name = Providers.setting(provider);
        KeyPolicy policy = KeyPolicy.builder()
                .signatureProvider(SignatureProvider.named(name))
                .build();
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
                .keys(KeySource.fixed(Tokens.ISSUER, tokens.jwks(), policy, registry, Tags.empty()))
                .meterRegistry(registry)
                .build();
    }

    /** Does what a door does for a request: token, rule and meters. */
    public static Decision decide(RequestGuard guard, List<String> authorization, Rule rule) {
        Decision decision = guard.decide(authorization, rule);
        if (decision instanceof Decision.Permit) {
            return decision;
        }
        throw new IllegalStateException("a good token was refused");
    }

    /** Does what rivals do with a string: everything from the header text to the claims, including the scope. */
    public static VerifiedToken validate(RequestGuard guard, List<String> authorization) {
        if (BearerToken.from(authorization) instanceof BearerToken token
                && guard.verifier().verify(token) instanceof VerifiedToken verified
                && verified.scopes().contains(Tokens.SCOPE)) {
            return verified;
        }
        throw new IllegalStateException("a good token was refused");
    }
}
