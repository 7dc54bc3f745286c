package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.token.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;

/** A verified token as Spring Security's {@code Jwt}: times are instants, the audience is a list, and all other claims are as in JSON. */
final class VerifiedJwt {

    private static final Map<String, Object> HEADERS = Map.of("alg", "RS256");

    private VerifiedJwt() {}

    static Jwt of(VerifiedToken token, String text) {
        return of(text, claims(token));
    }

    /** Replaces the token's text with a digest of its claims: different for different claims, and useless to a thief. */
    static Jwt withoutText(VerifiedToken token) {
        Map<String, Object> claims = claims(token);
        return of(digest(claims), claims);
    }

    /** Leaves out an issue time that is not before the expiry: Spring's constructor rejects it, but only the issuer can judge it. */
    private static Jwt of(String value, Map<String, Object> claims) {
        Instant expiresAt = (Instant) claims.get(JwtClaimNames.EXP);
        Instant issuedAt = (Instant) claims.get(JwtClaimNames.IAT);
        boolean inOrder = issuedAt != null && expiresAt != null && issuedAt.isBefore(expiresAt);
        return new Jwt(value, inOrder ? issuedAt : null, expiresAt, HEADERS, claims);
    }

    private static Map<String, Object> claims(VerifiedToken token) {
        Map<String, Object> claims = new LinkedHashMap<>(token.claims());
        claims.put(JwtClaimNames.EXP, token.expiresAt());
        token.issuedAt().ifPresent(issuedAt -> claims.put(JwtClaimNames.IAT, issuedAt));
        token.notBefore().ifPresent(notBefore -> claims.put(JwtClaimNames.NBF, notBefore));
        claims.computeIfPresent(JwtClaimNames.AUD, (name, any) -> token.audience());
        return claims;
    }

    private static String digest(Map<String, Object> claims) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(new TreeMap<>(claims).toString().getBytes(StandardCharsets.UTF_8));
            return "sha256:" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK supports SHA-256
        }
    }
}
