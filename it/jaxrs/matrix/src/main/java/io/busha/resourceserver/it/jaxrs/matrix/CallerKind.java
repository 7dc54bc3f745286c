package io.busha.resourceserver.it.jaxrs.matrix;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import java.util.List;

/** The kinds of callers: with or without a token, and with or without the scope. */
enum CallerKind {
    NOBODY,
    /** Presents a token signed by a key that no issuer publishes. */
    BAD_TOKEN,
    WITHOUT_SCOPE,
    WITH_SCOPE;

    static final String SCOPE = "balances:read";
    static final String SUBJECT = "user-of-the-matrix";

    private static final SigningKey UNKNOWN = SigningKey.rsa(2048);

    /** Returns the header lines of a request of this caller. */
    List<String> headers(LocalIssuer issuer) {
        return switch (this) {
            case NOBODY -> List.of();
            case BAD_TOKEN ->
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
