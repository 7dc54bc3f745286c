package io.busha.resourceserver.token.differential;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** jose4j's consumer, as strict as it can be. Its own checks of type and audience allow no alternatives, so they are written here. */
final class Jose4j implements Contender {

    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private final JwtConsumer consumer;

    Jose4j() throws JoseException {
        Validator type = Jose4j::wrongType;
        Validator client = Jose4j::wrongClient;
        consumer = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setRequireSubject()
                .setExpectedIssuer(true, Scenario.ISSUER)
                .setSkipDefaultAudienceValidation()
                .setAllowedClockSkewInSeconds((int) Scenario.SKEW.toSeconds())
                .setEvaluationTime(NumericDate.fromSeconds(Scenario.NOW.getEpochSecond()))
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                .setVerificationKeyResolver(
                        new JwksVerificationKeyResolver(new JsonWebKeySet(Scenario.jwks()).getJsonWebKeys()))
                .registerValidator(type)
                .registerValidator(client)
                .build();
    }

    private static @Nullable String wrongType(JwtContext context) {
        Object typ = context.getJoseObjects().get(0).getHeaders().getObjectHeaderValue("typ");
        boolean accepted = typ == null || (typ instanceof String name && TYPES.contains(name.toLowerCase(Locale.ROOT)));
        return accepted ? null : "wrong typ";
    }

    private static @Nullable String wrongClient(JwtContext context) throws MalformedClaimException {
        JwtClaims claims = context.getJwtClaims();
        String client = claims.getStringClaimValue("client_id");
        List<String> audience = claims.hasAudience() ? claims.getAudience() : List.of();
        boolean accepted = client != null
                && Scenario.CLIENTS.contains(client)
                && (audience.isEmpty() || audience.contains(client));
        return accepted ? null : "wrong client_id or aud";
    }

    @Override
    public Verdict judge(String token) {
        try {
            return new Verdict.Accepted(facts(consumer.processToClaims(token)));
        } catch (InvalidJwtException | MalformedClaimException | RuntimeException | StackOverflowError e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Facts facts(JwtClaims claims) throws MalformedClaimException {
        Map<String, @Nullable Object> all = claims.getClaimsMap();
        return new Facts(
                claims.getSubject(),
                claims.getIssuer(),
                claims.getStringClaimValue("client_id"),
                Facts.scopesOf(all),
                Optional.ofNullable(claims.getJwtId()),
                instant(claims.getExpirationTime()),
                Optional.ofNullable(claims.getIssuedAt()).map(Jose4j::instant),
                all);
    }

    private static Instant instant(NumericDate date) {
        long seconds = Math.min(Instant.MAX.getEpochSecond(), date.getValue());
        return Instant.ofEpochSecond(Math.max(Instant.MIN.getEpochSecond(), seconds));
    }
}
