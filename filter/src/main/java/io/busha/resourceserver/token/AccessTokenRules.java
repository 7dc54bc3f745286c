package io.busha.resourceserver.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for the claims of an access token. Applied only once the signature is known to be valid. */
record AccessTokenRules(Set<String> clientIds, Duration clockSkew, Clock clock) {

    private static final Set<String> MARKS_OF_OTHER_TOKENS =
            Set.of("nonce", "at_hash", "c_hash", "s_hash", "rat", "events", "vc");

    /**
     * Returns the claims as a token. All registered claims are read first, so that a wrong type is the first fault to be reported.
     *
     * @throws InvalidTokenException if a claim breaks a rule
     */
    VerifiedToken check(Claims claims, String issuer) {
        Optional<String> iss = claims.string(Claim.ISS);
        Optional<String> sub = claims.string(Claim.SUB);
        Optional<String> clientId = claims.string(Claim.CLIENT_ID);
        Optional<Instant> exp = claims.date(Claim.EXP);
        Optional<Instant> nbf = claims.date(Claim.NBF);
        List<String> audience = claims.strings(Claim.AUD);
        Set<String> scopes = scopes(claims);
        claims.string(Claim.JTI);
        claims.date(Claim.IAT);

        InvalidTokenException.when(!iss.equals(Optional.of(issuer)), Reason.WRONG_ISSUER);
        InvalidTokenException.when(isOfAnotherKind(claims.others()), Reason.NOT_AN_ACCESS_TOKEN);
        InvalidTokenException.when(claims.others().containsKey("cnf"), Reason.SENDER_CONSTRAINED);
        String client =
                clientId.filter(clientIds::contains).orElseThrow(() -> new InvalidTokenException(Reason.WRONG_CLIENT));
        // A token without an audience, or with an empty array, is for every resource server of its client.
        InvalidTokenException.when(!audience.isEmpty() && !audience.contains(client), Reason.WRONG_AUDIENCE);
        String subject = sub.filter(AccessTokenRules::isSubject)
                .orElseThrow(() -> new InvalidTokenException(Reason.INVALID_SUBJECT));
        Instant expiry = exp.orElseThrow(() -> new InvalidTokenException(Reason.MISSING_EXPIRY));
        return checkAgain(
                new VerifiedToken(issuer, subject, client, scopes, nbf.orElse(Instant.MIN), expiry, claims), issuer);
    }

    /**
     * Checks again what can change between two requests: the clock moves on, and the issuer is the one that its last configuration names.
     *
     * @throws InvalidTokenException if the token is no longer valid
     */
    VerifiedToken checkAgain(VerifiedToken token, String issuer) {
        InvalidTokenException.when(!token.issuer().equals(issuer), Reason.WRONG_ISSUER);
        // Exact as long as the times in the token are no finer than milliseconds, as is usual; and takes a quarter of
        // the time.
        Instant now = Instant.ofEpochMilli(clock.millis());
        // If now = exp + skew, the token is expired.
        InvalidTokenException.when(!now.minus(clockSkew).isBefore(token.expiresAt()), Reason.EXPIRED);
        // If now = nbf - skew, the token is valid.
        InvalidTokenException.when(!token.hasBegunAt(now.plus(clockSkew)), Reason.NOT_YET_VALID);
        return token;
    }

    /**
     * Checks a token that another verifier with other clients has accepted. Its audience was checked there: if it has one, that contains
     * the token's client.
     *
     * @throws InvalidTokenException if the token is not valid here
     */
    void checkOfAnother(VerifiedToken token) {
        InvalidTokenException.when(!clientIds.contains(token.clientId()), Reason.WRONG_CLIENT);
        checkAgain(token, token.issuer());
    }

    private static boolean isSubject(String sub) {
        return !sub.isEmpty() && sub.equals(sub.strip());
    }

    /**
     * Returns whether a claim marks another kind of token. A mark that is in {@code ext} too, with an equal value, is a custom claim that
     * the issuer copies to the top level.
     */
    private static boolean isOfAnotherKind(Map<String, @Nullable Object> claims) {
        Map<?, ?> ext = claims.get("ext") instanceof Map<?, ?> object ? object : Map.of();
        for (Map.Entry<String, @Nullable Object> claim : claims.entrySet()) {
            String name = claim.getKey();
            boolean mirrored = ext.containsKey(name) && Objects.equals(ext.get(name), claim.getValue());
            if (MARKS_OF_OTHER_TOKENS.contains(name) && !mirrored) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the scopes: those of {@code scp}, or those of {@code scope} if {@code scp} is absent. A string is split at spaces; the
     * elements of an array are not.
     */
    private static Set<String> scopes(Claims claims) {
        Claim claim = claims.has(Claim.SCP) ? Claim.SCP : Claim.SCOPE;
        List<String> values = claims.strings(claim);
        return ScopeSet.of(claims.isText(claim) ? List.of(values.get(0).split(" ")) : values);
    }
}
