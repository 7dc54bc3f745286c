package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import java.util.List;

/** Who calls. */
enum Caller {
    NOBODY,
    /** Shows a token that nobody published the key of. */
    BAD,
    WITHOUT_SCOPE,
    WITH_SCOPE;

    static final String SCOPE = "balances:read";
    static final String SUBJECT = "user-of-the-matrix";

    private static final SigningKey UNKNOWN = SigningKey.rsa(2048);

    /** Its header lines. */
    List<String> headers(LocalIssuer issuer) {
        return switch (this) {
            case NOBODY -> List.of();
            case BAD ->
                List.of(bearer(issuer.accessToken()
                        .scopes(SCOPE)
                        .signedBy(UNKNOWN.withKid(issuer.currentKey().kid()))
                        .sign()));
            case WITHOUT_SCOPE ->
                List.of(bearer(issuer.accessToken().scopes("cards:read").sign()));
            case WITH_SCOPE ->
                List.of(bearer(
                        issuer.accessToken().subject(SUBJECT).scopes(SCOPE).sign()));
        };
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }
}
