package io.busha.resourceserver.benchmarks.subject;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's decoder, as its resource server uses it. */
public final class SpringRival {

    private SpringRival() {}

    static Validator of(Tokens tokens) {
        NimbusJwtDecoder decoder = decoder(tokens);
        return token -> {
            Jwt jwt = decoder.decode(token);
            List<String> scopes = Objects.requireNonNull(jwt.getClaimAsStringList("scp"));
            Validator.require(scopes.contains(Tokens.SCOPE));
            return jwt;
        };
    }

    /** Creates the decoder, which leaves scopes to authorization. */
    public static NimbusJwtDecoder decoder(Tokens tokens) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(keys(tokens)))
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtTypeValidator.jwt(),
                new JwtTimestampValidator(Duration.ofSeconds(30)),
                new JwtIssuerValidator(Tokens.ISSUER),
                new JwtClaimValidator<String>("client_id", Tokens.CLIENT_ID::equals),
                new JwtClaimValidator<List<String>>("aud", aud -> aud == null || Validator.allowsAudience(aud))));
        return decoder;
    }

    private static JWKSet keys(Tokens tokens) {
        try {
            return JWKSet.parse(tokens.jwks());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
