package io.busha.resourceserver.token.differential;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a verifier read from a token that it accepted. */
record Facts(
        String subject,
        String issuer,
        String clientId,
        Set<String> scopes,
        Optional<String> jwtId,
        Instant expiresAt,
        Optional<Instant> issuedAt,
        Map<String, @Nullable Object> claims) {

    /** Returns the scopes as documented, for verifiers that do not parse them. */
    static Set<String> scopesOf(Map<String, ?> claims) {
        Object scopes = claims.get(claims.containsKey("scp") ? "scp" : "scope");
        Set<String> names = new LinkedHashSet<>();
        if (scopes instanceof String text) {
            names.addAll(Arrays.asList(text.split(" ")));
        }
        if (scopes instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        names.remove("");
        return names;
    }

    /** Returns the names of what the other verifier read differently. */
    List<String> differencesTo(Facts other) {
        List<String> names = new ArrayList<>();
        differ(names, "subject", subject.equals(other.subject));
        differ(names, "issuer", issuer.equals(other.issuer));
        differ(names, "client_id", clientId.equals(other.clientId));
        differ(names, "scopes", scopes.equals(other.scopes));
        differ(names, "jti", jwtId.equals(other.jwtId));
        differ(names, "exp", sameSecond(expiresAt, other.expiresAt));
        differ(names, "iat", issuedAt.isPresent() == other.issuedAt.isPresent());
        issuedAt.ifPresent(mine -> differ(names, "iat", sameSecond(mine, other.issuedAt.orElse(mine))));
        differ(names, "claims", Objects.equals(claims.keySet(), other.claims.keySet()));
        claims.forEach((name, value) -> differ(names, name, SameJson.same(value, other.claims.get(name))));
        return names;
    }

    private static void differ(List<String> names, String name, boolean same) {
        if (!same) {
            names.add(name);
        }
    }

    /** Rounds to seconds: the others support nothing finer. */
    private static boolean sameSecond(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(Duration.ofSeconds(1)) < 0;
    }
}
