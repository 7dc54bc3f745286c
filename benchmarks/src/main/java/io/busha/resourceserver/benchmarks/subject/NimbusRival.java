package io.busha.resourceserver.benchmarks.subject;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Set;

/** Nimbus JOSE + JWT by itself. */
final class NimbusRival {

    private NimbusRival() {}

    static Validator of(Tokens tokens) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys(tokens)));
        DefaultJWTClaimsVerifier<SecurityContext> verifier = new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder()
                        .issuer(Tokens.ISSUER)
                        .claim("client_id", Tokens.CLIENT_ID)
                        .build(),
                Set.of("exp", "sub"));
        verifier.setMaxClockSkew(30);
        processor.setJWTClaimsSetVerifier(verifier);
        return token -> {
            JWTClaimsSet claims = processor.process(token, null);
            Validator.require(Validator.allowsAudience(claims.getAudience()));
            Validator.require(claims.getStringListClaim("scp").contains(Tokens.SCOPE));
            return claims;
        };
    }

    private static ImmutableJWKSet<SecurityContext> keys(Tokens tokens) {
        try {
            return new ImmutableJWKSet<>(JWKSet.parse(tokens.jwks()));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
