package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.key.SignatureProvider;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;

/** A verifier with fixed keys and a fixed clock, and its results. */
final class Tokens {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Duration SKEW = Duration.ofSeconds(30);

    private Tokens() {}

    static TokenVerifier verifier(LocalIssuer issuer, SigningKey... keys) {
        return verifier(issuer, NOW, keys);
    }

    static TokenVerifier verifier(LocalIssuer issuer, Instant now, SigningKey... keys) {
        return verifier(KeySource.fixed(issuer.issuer(), jwks(keys)), Clock.fixed(now, ZoneOffset.UTC));
    }

    static TokenVerifier verifier(KeySource keys, Clock clock) {
        return TokenVerifier.of(keys, Set.of(LocalIssuer.CLIENT_ID, "second-client"), SKEW, clock);
    }

    /** Returns verifiers that must all give the same result: one for the JDK and one for the detected provider, each with and without a token cache. */
    static List<TokenVerifier> verifiers(LocalIssuer issuer, SigningKey... keys) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        List<TokenVerifier> verifiers = new ArrayList<>();
        for (String provider : List.of("jdk", "auto")) {
            KeySource source = KeySource.fixed(
                    issuer.issuer(),
                    jwks(keys),
                    KeyPolicy.builder()
                            .signatureProvider(SignatureProvider.named(provider))
                            .build(),
                    new SimpleMeterRegistry(),
                    Tags.empty());
            verifiers.add(verifier(source, clock));
            verifiers.add(verifier(source, clock).withCache(100, 1 << 24, new SimpleMeterRegistry(), Tags.empty()));
        }
        return verifiers;
    }

    static String jwks(SigningKey... keys) {
        List<?> members = Arrays.stream(keys).map(SigningKey::jwk).toList();
        return JsonUtil.toJson(Map.of("keys", members));
    }

    static TokenMint accessToken(LocalIssuer issuer) {
        return issuer.accessToken().issuedAt(NOW);
    }

    static Verification verify(TokenVerifier verifier, String token) {
        return verifier.verify((BearerToken) BearerToken.from(List.of("Bearer " + token), 65_536));
    }

    static VerifiedToken accepted(TokenVerifier verifier, TokenMint mint) {
        return accepted(verifier, mint.sign());
    }

    static VerifiedToken accepted(TokenVerifier verifier, String token) {
        Verification verification = verify(verifier, token);
        assertThat(verification).as(() -> verification.toString()).isInstanceOf(VerifiedToken.class);
        return (VerifiedToken) verification;
    }

    static Reason refused(TokenVerifier verifier, String token) {
        Verification verification = verify(verifier, token);
        assertThat(verification).as(() -> verification.toString()).isInstanceOf(Rejection.class);
        return ((Rejection) verification).reason();
    }
}
