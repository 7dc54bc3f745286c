package io.busha.resourceserver.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the claims of an access token must be. Asked only once the signature holds. */
final class AccessTokenRules {

    private static final List<String> MARKS_OF_OTHER_TOKENS =
            List.of("nonce", "at_hash", "c_hash", "s_hash", "rat", "events", "vc");

    private final Set<String> clientIds;
    private final Duration clockSkew;
    private final Clock clock;

    AccessTokenRules(Set<String> clientIds, Duration clockSkew, Clock clock) {
        this.clientIds = clientIds;
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    /** The claims as a token, or {@link Rejected}. Every registered claim is read first, so that a wrong type comes first. */
    VerifiedToken check(Claims claims, String issuer) {
        Optional<String> iss = claims.string("iss");
        Optional<String> sub = claims.string("sub");
        Optional<String> clientId = claims.string("client_id");
        Optional<Instant> exp = claims.date("exp");
        Optional<Instant> nbf = claims.date("nbf");
        List<String> audience = claims.strings("aud");
        Set<String> scopes = scopes(claims);
        claims.string("jti");
        claims.date("iat");

        Rejected.when(!iss.equals(Optional.of(issuer)), Reason.WRONG_ISSUER);
        Rejected.when(isOfAnotherKind(claims), Reason.NOT_AN_ACCESS_TOKEN);
        Rejected.when(claims.has("cnf"), Reason.SENDER_CONSTRAINED);
        String client = clientId.filter(clientIds::contains).orElseThrow(() -> new Rejected(Reason.WRONG_CLIENT));
        // No audience, and an empty array, is a token for every resource server of its client.
        Rejected.when(!audience.isEmpty() && !audience.contains(client), Reason.WRONG_AUDIENCE);
        String subject =
                sub.filter(AccessTokenRules::isSubject).orElseThrow(() -> new Rejected(Reason.INVALID_SUBJECT));
        Instant expiry = exp.orElseThrow(() -> new Rejected(Reason.MISSING_EXPIRY));
        Instant now = clock.instant();
        // If now = exp + skew, the token is expired.
        Rejected.when(!now.minus(clockSkew).isBefore(expiry), Reason.EXPIRED);
        // If now = nbf - skew, the token is valid.
        Rejected.when(nbf.filter(start -> now.plus(clockSkew).isBefore(start)).isPresent(), Reason.NOT_YET_VALID);
        return new VerifiedToken(subject, client, scopes, expiry, claims);
    }

    private static boolean isSubject(String sub) {
        return !sub.isEmpty() && sub.equals(sub.strip());
    }

    /** A mark that {@code ext} holds too, with the same value, is a custom claim that the issuer mirrors to the top. */
    private static boolean isOfAnotherKind(Claims claims) {
        Map<?, ?> ext = claims.members().get("ext") instanceof Map<?, ?> object ? object : Map.of();
        return MARKS_OF_OTHER_TOKENS.stream().anyMatch(mark -> claims.has(mark) && !mirrors(ext, mark, claims));
    }

    private static boolean mirrors(Map<?, ?> ext, String mark, Claims claims) {
        @Nullable Object value = claims.members().get(mark);
        return ext.containsKey(mark) && Objects.equals(ext.get(mark), value);
    }

    /** {@code scp} wins; {@code scope} is read only where it is absent. A string is split on blanks, an array never. */
    private static Set<String> scopes(Claims claims) {
        String name = claims.has("scp") ? "scp" : "scope";
        List<String> values = claims.strings(name);
        Set<String> scopes = new LinkedHashSet<>();
        if (claims.members().get(name) instanceof String text) {
            scopes.addAll(List.of(text.split(" +")));
        } else {
            scopes.addAll(values);
        }
        scopes.remove("");
        return Collections.unmodifiableSet(scopes);
    }
}
