package io.busha.resourceserver.token.differential;

import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.token.BearerToken;
import io.busha.resourceserver.token.Presented;
import io.busha.resourceserver.token.Refusal;
import io.busha.resourceserver.token.TokenVerifier;
import io.busha.resourceserver.token.Verification;
import io.busha.resourceserver.token.VerifiedToken;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our verifier. A refusal is named by its reason. */
final class Ours implements Contender {

    static final int MOST_CHARACTERS = 65_536;

    private final TokenVerifier verifier = TokenVerifier.of(
            KeySource.fixed(Scenario.ISSUER, Scenario.jwks()),
            Scenario.CLIENTS,
            Scenario.SKEW,
            Clock.fixed(Scenario.NOW, ZoneOffset.UTC));

    @Override
    public Verdict judge(String token) {
        try {
            Presented presented = BearerToken.from(List.of("Bearer " + token), MOST_CHARACTERS);
            return presented instanceof BearerToken bearer
                    ? verdict(verifier.verify(bearer), token)
                    : new Verdict.Refused(((Refusal) presented).reason().name());
        } catch (RuntimeException | StackOverflowError e) {
            return new Verdict.Broken(e);
        }
    }

    private static Verdict verdict(Verification verification, String token) {
        return verification instanceof VerifiedToken verified
                ? new Verdict.Accepted(facts(verified, token))
                : new Verdict.Refused(((Refusal) verification).reason().name());
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
