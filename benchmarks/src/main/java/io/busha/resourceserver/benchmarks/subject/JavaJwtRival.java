package io.busha.resourceserver.benchmarks.subject;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.auth0.jwt.interfaces.RSAKeyProvider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Auth0's java-jwt. */
final class JavaJwtRival {

    private JavaJwtRival() {}

    static Validator of(Tokens tokens) {
        JWTVerifier verifier = JWT.require(Algorithm.RSA256(new Keys(PublicKeys.byId(tokens))))
                .withIssuer(Tokens.ISSUER)
                .withClaim("client_id", Tokens.CLIENT_ID)
                .withClaimPresence("exp")
                .withClaimPresence("sub")
                .acceptLeeway(30)
                .build();
        return token -> {
            DecodedJWT jwt = verifier.verify(token);
            List<String> audience = jwt.getAudience();
            Validator.require(audience == null || Validator.allowsAudience(audience));
            Validator.require(jwt.getClaim("scp").asList(String.class).contains(Tokens.SCOPE));
            return jwt;
        };
    }

    /** It looks up keys by kid. */
    private record Keys(Map<String, RSAPublicKey> byId) implements RSAKeyProvider {

        @Override
        public @Nullable RSAPublicKey getPublicKeyById(String kid) {
            return byId.get(kid);
        }

        @Override
        public @Nullable RSAPrivateKey getPrivateKey() {
            return null;
        }

        @Override
        public @Nullable String getPrivateKeyId() {
            return null;
        }
    }
}
