package io.busha.resourceserver.token.differential;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The configuration of all three verifiers: one issuer, one key, two clients, one time. */
final class Scenario {

    static final String ISSUER = "https://login.example.test";
    static final String CLIENT = "busha-oauth2-5b0a3f5e-6f0d-4f43-9a52-0c6a2d1f7b11-live";
    static final String SECOND_CLIENT = "busha-oauth2-c1d7e1f2-9a2b-4d0c-8f6e-3b5a7c9d2e40-live";
    static final Set<String> CLIENTS = Set.of(CLIENT, SECOND_CLIENT);
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Duration SKEW = Duration.ofSeconds(30);

    private Scenario() {}

    /** Returns the key as the issuer publishes it. */
    static String jwks() {
        return "{\"keys\":[" + SeededKey.jwk() + "]}";
    }

    /** Returns a valid token to be changed. */
    static Draft goodToken() {
        long now = NOW.getEpochSecond();
        Draft draft = new Draft();
        draft.header()
                .set("alg", "\"RS256\"")
                .set("kid", Literal.of(SeededKey.KID))
                .set("typ", "\"JWT\"");
        draft.claims()
                .set("aud", "[]")
                .set("client_id", Literal.of(CLIENT))
                .set("exp", Long.toString(now + 3600))
                .set("ext", "{}")
                .set("iat", Long.toString(now))
                .set("iss", Literal.of(ISSUER))
                .set("jti", "\"3f0c7a5e-2d7b-4a0e-8a51-6b1f0d9c4e22\"")
                .set("nbf", Long.toString(now))
                .set("scp", "[\"openid\",\"balances:read\"]")
                .set("sub", "\"user-1\"");
        return draft;
    }
}
