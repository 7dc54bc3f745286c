package io.busha.resourceserver.benchmarks.subject;

import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** jose4j's consumer. */
final class Jose4jRival {

    private Jose4jRival() {}

    static Validator of(Tokens tokens) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setVerificationKeyResolver(keys(tokens))
                .setExpectedIssuer(Tokens.ISSUER)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(30)
                .setSkipDefaultAudienceValidation()
                .build();
        return token -> {
            JwtClaims claims = consumer.processToClaims(token);
            Validator.require(Tokens.CLIENT_ID.equals(claims.getStringClaimValue("client_id")));
            Validator.require(Validator.allowsAudience(claims.getAudience()));
            Validator.require(claims.getStringListClaimValue("scp").contains(Tokens.SCOPE));
            return claims;
        };
    }

    private static JwksVerificationKeyResolver keys(Tokens tokens) {
        try {
            return new JwksVerificationKeyResolver(new JsonWebKeySet(tokens.jwks()).getJsonWebKeys());
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
