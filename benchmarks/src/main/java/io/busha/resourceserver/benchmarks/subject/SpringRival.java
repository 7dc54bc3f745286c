package io.busha.resourceserver.benchmarks.subject;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security's decoder, as its resource server uses it. */
public final class SpringRival {

    private SpringRival() {}

    static Validator of(Tokens tokens) {
        return validator(decoder(tokens));
    }

    /** Creates a validator with the cache of {@link #cachingDecoder}. */
    public static Validator caching(Tokens tokens) {
        return validator(cachingDecoder(tokens));
    }

    private static Validator validator(JwtDecoder decoder) {
        return token -> {
            Jwt jwt = decoder.decode(token);
            List<String> scopes = Objects.requireNonNull(jwt.getClaimAsStringList("scp"));
            Validator.require(scopes.contains(Tokens.SCOPE));
            return jwt;
        };
    }

    /**
     * Creates a decoder with the cache that its users write: Spring Security has none. It neither checks the key again, nor the expiry more
     * precisely than the cache does.
     */
    public static JwtDecoder cachingDecoder(Tokens tokens) {
        JwtDecoder decoder = decoder(tokens);
        Cache<String, Jwt> known = Caffeine.newBuilder()
                .maximumSize(Guards.DEFAULT_CACHE)
                .expireAfter(Expiry.<String, Jwt>creating(
                        (token, jwt) -> Duration.between(Instant.now(), Objects.requireNonNull(jwt.getExpiresAt()))))
                .build();
        return token -> known.get(token, decoder::decode);
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
