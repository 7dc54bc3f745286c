package io.busha.resourceserver.revocation;

import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import io.busha.resourceserver.token.BearerToken;
import io.busha.resourceserver.token.TokenVerifier;
import io.busha.resourceserver.token.VerifiedToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;

/** Verified tokens of two clients, and a clock that tests set. */
final class HeldTokens {

    static final Instant START = Instant.parse("2026-12-01T12:00:00Z");
    static final String CLIENT = "wallet";
    static final String OTHER_CLIENT = "exchange";

    private final LocalIssuer issuer;
    private final TokenVerifier verifier;

    HeldTokens(LocalIssuer issuer, Clock clock) {
        this.issuer = issuer;
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(issuer.currentKey().jwk())));
        this.verifier = TokenVerifier.of(
                KeySource.fixed(issuer.issuer(), jwks), Set.of(CLIENT, OTHER_CLIENT), Duration.ofSeconds(30), clock);
    }

    /** Returns a mint of tokens of {@link #CLIENT} that live for an hour from this moment. */
    TokenMint mint(String subject, Instant issuedAt) {
        return issuer.accessToken().clientId(CLIENT).subject(subject).issuedAt(issuedAt);
    }

    VerifiedToken verified(TokenMint mint) {
        return (VerifiedToken) verifier.verify((BearerToken) BearerToken.of(mint.sign(), 6000));
    }

    VerifiedToken token(String subject, Instant issuedAt) {
        return verified(mint(subject, issuedAt));
    }

    long latestIssue() {
        return verifier.latestIssue();
    }
}
