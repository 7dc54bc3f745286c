package io.busha.resourceserver.token.differential;

import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.key.SignatureProvider;
import io.busha.resourceserver.token.BearerToken;
import io.busha.resourceserver.token.Presented;
import io.busha.resourceserver.token.Rejection;
import io.busha.resourceserver.token.TokenVerifier;
import io.busha.resourceserver.token.Verification;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Our verifier, with the JDK and with the detected signature provider, each with and without a token cache. All of them must give the
 * same verdict, also the second time. A rejected token is reported by its reason.
 */
final class Ours implements Contender {

    static final int MAX_CHARACTERS = 65_536;

    private final List<TokenVerifier> verifiers =
            Stream.of("jdk", "auto").flatMap(Ours::verifiers).toList();

    private static Stream<TokenVerifier> verifiers(String provider) {
        Clock clock = Clock.fixed(Scenario.NOW, ZoneOffset.UTC);
        KeyPolicy policy = KeyPolicy.builder()
                .signatureProvider(SignatureProvider.named(provider))
                .build();
        KeySource keys =
                KeySource.fixed(Scenario.ISSUER, Scenario.jwks(), policy, new SimpleMeterRegistry(), Tags.empty());
        TokenVerifier uncached = TokenVerifier.of(keys, Scenario.CLIENTS, Scenario.SKEW, clock);
        return Stream.of(uncached, uncached.withCache(1000, 1 << 24, new SimpleMeterRegistry(), Tags.empty()));
    }

    @Override
    public Verdict judge(String token) {
        Verdict first = judge(verifiers.get(0), token);
        for (TokenVerifier verifier : verifiers) {
            for (int time = 0; time < 2; time++) {
                Verdict other = judge(verifier, token);
                if (!other.equals(first)) {
                    return new Verdict.Broken(new IllegalStateException(first + " and " + other));
                }
            }
        }
        return first;
    }

    private static Verdict judge(TokenVerifier verifier, String token) {
        try {
            Presented presented = BearerToken.from(List.of("Bearer " + token), MAX_CHARACTERS);
            return presented instanceof BearerToken bearer
                    ? verdict(verifier.verify(bearer), token)
                    : new Verdict.Refused(((Rejection) presented).reason().name());
        } catch (RuntimeException | StackOverflowError e) {
            return new Verdict.Broken(e);
        }
    }

    private static Verdict verdict(Verification verification, String token) {
        return verification instanceof VerifiedToken verified
                ? new Verdict.Accepted(facts(verified, token))
                : new Verdict.Refused(((Rejection) verification).reason().name());
    }

    private static Facts facts(VerifiedToken token, String text) {
        Map<String, @Nullable Object> claims = new HashMap<>();
        Evidence evidence = new Evidence(text);
        if (evidence.fault(1).isEmpty()) {
            evidence.claims()
                    .keySet()
                    .forEach(name ->
                            claims.put(name, token.claim(name, Object.class).orElse(null)));
        }
        return new Facts(
                token.subject(),
                token.claim("iss", String.class).orElseThrow(),
                token.clientId(),
                token.scopes(),
                token.jwtId(),
                token.expiresAt(),
                token.issuedAt(),
                claims);
    }
}
