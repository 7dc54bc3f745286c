package io.busha.resourceserver.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The claims of every kind of token that an issuer signs. */
final class TokenShapes {
    static final String SUBJECT = "local-user";

    private TokenShapes() {}

    static Map<String, Object> access(String issuer) {
        Map<String, Object> claims = common(issuer);
        long now = now();
        claims.put("aud", List.of());
        claims.put("client_id", LocalIssuer.CLIENT_ID);
        claims.put("exp", now + Duration.ofHours(1).toSeconds());
        claims.put("ext", Map.of());
        claims.put("nbf", now);
        claims.put("scp", List.of());
        claims.put("sub", SUBJECT);
        return claims;
    }

    static Map<String, Object> id(String issuer) {
        Map<String, Object> claims = userinfo(issuer);
        claims.put("at_hash", random().substring(0, 22));
        claims.put("exp", now() + Duration.ofHours(1).toSeconds());
        claims.put("nonce", random());
        claims.put("sid", random());
        return claims;
    }

    static Map<String, Object> logout(String issuer) {
        Map<String, Object> claims = common(issuer);
        claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        claims.put("sid", random());
        return claims;
    }

    static Map<String, Object> userinfo(String issuer) {
        Map<String, Object> claims = common(issuer);
        claims.put("auth_time", now());
        claims.put("rat", now());
        claims.put("sub", SUBJECT);
        return claims;
    }

    private static Map<String, Object> common(String issuer) {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("aud", List.of(LocalIssuer.CLIENT_ID));
        claims.put("iat", now());
        claims.put("iss", issuer);
        claims.put("jti", random());
        return claims;
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }
}
