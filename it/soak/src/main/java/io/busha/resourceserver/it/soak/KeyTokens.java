package io.busha.resourceserver.it.soak;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A key with one token of every kind under its kid, signed once because signing is slow. Thread-safe. */
final class KeyTokens {

    private static final Duration LONG_AGO = Duration.ofHours(3);

    private final SigningKey key;
    private final Map<Kind, String> tokens = new EnumMap<>(Kind.class);
    private volatile boolean admitted;

    KeyTokens(LocalIssuer issuer, SigningKey key, SigningKey forger) {
        this.key = key;
        String good = mint(issuer).signedBy(key).sign();
        for (Kind kind : new Kind[] {Kind.CURRENT, Kind.OLD, Kind.WITHDRAWN, Kind.UNPUBLISHED}) {
            tokens.put(kind, good);
        }
        TokenMint expired = mint(issuer).issuedAt(Instant.now().minus(LONG_AGO));
        tokens.put(Kind.EXPIRED, expired.signedBy(key).sign());
        tokens.put(
                Kind.NO_SCOPE,
                mint(issuer).scopes("transfers:write").signedBy(key).sign());
        tokens.put(
                Kind.FORGED,
                mint(issuer).signedBy(forger).header("kid", key.kid()).sign());
    }

    private static TokenMint mint(LocalIssuer issuer) {
        return issuer.accessToken().scopes(Endpoints.SCOPE);
    }

    SigningKey key() {
        return key;
    }

    String kid() {
        return key.kid();
    }

    String token(Kind kind) {
        return Objects.requireNonNull(tokens.get(kind));
    }

    /** Returns whether the server has accepted a token of this key: from then on it must always know the key. */
    boolean isAdmitted() {
        return admitted;
    }

    void admit() {
        admitted = true;
    }

    /** Returns the kid and nothing of a token. */
    @Override
    public String toString() {
        return "KeyTokens[" + kid() + "]";
    }
}
