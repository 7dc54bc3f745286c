package io.busha.resourceserver.benchmarks.subject;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** jjwt. */
final class JjwtRival {

    private JjwtRival() {}

    static Validator of(Tokens tokens) {
        Map<String, RSAPublicKey> keys = PublicKeys.byId(tokens);
        JwtParser parser = Jwts.parser()
                .sig()
                .clear()
                .add(Jwts.SIG.RS256)
                .and()
                .keyLocator(header -> keyOf(keys, ((JwsHeader) header).getKeyId()))
                .requireIssuer(Tokens.ISSUER)
                .require("client_id", Tokens.CLIENT_ID)
                .clockSkewSeconds(30)
                .build();
        return token -> {
            Claims claims = parser.parseSignedClaims(token).getPayload();
            Set<String> audience = claims.getAudience();
            Validator.require(claims.getExpiration() != null && claims.getSubject() != null);
            Validator.require(audience == null || audience.isEmpty() || audience.contains(Tokens.CLIENT_ID));
            Validator.require(claims.get("scp", List.class).contains(Tokens.SCOPE));
            return claims;
        };
    }

    private static Key keyOf(Map<String, RSAPublicKey> keys, String kid) {
        Key key = keys.get(kid);
        if (key == null) {
            throw new IllegalStateException("no such key");
        }
        return key;
    }
}
