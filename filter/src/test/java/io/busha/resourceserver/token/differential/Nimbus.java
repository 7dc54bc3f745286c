package io.busha.resourceserver.token.differential;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nimbus' processor, as strict as it can be. Its own check of the audience allows no alternatives, so that is written here. */
final class Nimbus implements Contender {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    Nimbus() throws ParseException {
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, new ImmutableJWKSet<>(JWKSet.parse(Scenario.jwks()))));
        ClaimsRules rules = new ClaimsRules();
        rules.setMaxClockSkew((int) Scenario.SKEW.toSeconds());
        processor.setJWTClaimsSetVerifier(rules);
    }

    /** Returns the library's own rules with the scenario's time and client. */
    private static final class ClaimsRules extends DefaultJWTClaimsVerifier<SecurityContext> {

        ClaimsRules() {
            super(new JWTClaimsSet.Builder().issuer(Scenario.ISSUER).build(), Set.of("exp", "sub", "client_id"));
        }

        @Override
        protected Date currentTime() {
            return Date.from(Scenario.NOW);
        }

        @Override
        public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
            super.verify(claims, context);
            boolean accepted = claims.getClaim("client_id") instanceof String client
                    && Scenario.CLIENTS.contains(client)
                    && (claims.getAudience().isEmpty() || claims.getAudience().contains(client));
            if (!accepted) {
                throw new BadJWTException("wrong client_id or aud");
            }
        }
    }

    @Override
    public Verdict judge(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = processor.process(jwt, null);
            return new Verdict.Accepted(facts(claims, jwt.getPayload().toJSONObject()));
        } catch (ParseException | BadJOSEException | JOSEException | RuntimeException | StackOverflowError e) {
            return new Verdict.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Facts facts(JWTClaimsSet claims, Map<String, @Nullable Object> all) throws ParseException {
        return new Facts(
                claims.getSubject(),
                claims.getIssuer(),
                claims.getStringClaim("client_id"),
                Facts.scopesOf(all),
                Optional.ofNullable(claims.getJWTID()),
                claims.getExpirationTime().toInstant(),
                Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant),
                all);
    }
}
