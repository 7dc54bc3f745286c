package io.busha.resourceserver.guard;

import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.token.Reason;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The single mapping from reasons to answers: RFC 6750 section 3 (challenges), RFC 9110 section 10.2.3 (Retry-After), RFC 9457 (body). */
final class DenialTable {

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;

    private final String challenge;

    DenialTable(String realm) {
        this.challenge = "Bearer realm=\"" + realm + "\"";
    }

    Denial deny(Reason reason) {
        return deny(reason, Duration.ZERO);
    }

    /**
     * Returns the denial for a reason. {@code retryAfter} is sent only if keys or revocations are unavailable, rounded up to whole seconds and at least
     * one.
     */
    Denial deny(Reason reason, Duration retryAfter) {
        return switch (reason) {
            case NO_CREDENTIALS -> challenged(reason, UNAUTHORIZED, "");
            case MULTIPLE_CREDENTIALS, MALFORMED_CREDENTIALS, TOKEN_TOO_LONG ->
                challenged(reason, BAD_REQUEST, ", error=\"invalid_request\"");
            case ENDPOINT_CLOSED, INSUFFICIENT_SCOPE -> denial(reason, FORBIDDEN, Map.of());
            case KEYS_UNAVAILABLE, REVOCATION_UNAVAILABLE -> unavailable(reason, retryAfter);
            case MALFORMED_TOKEN,
                    MALFORMED_HEADER,
                    WRONG_ALGORITHM,
                    UNSUPPORTED_HEADER,
                    WRONG_TYPE,
                    MISSING_KEY_ID,
                    UNKNOWN_KEY,
                    INVALID_SIGNATURE,
                    MALFORMED_CLAIMS,
                    WRONG_CLAIM_TYPE,
                    WRONG_ISSUER,
                    NOT_AN_ACCESS_TOKEN,
                    SENDER_CONSTRAINED,
                    WRONG_CLIENT,
                    WRONG_AUDIENCE,
                    INVALID_SUBJECT,
                    MISSING_EXPIRY,
                    EXPIRED,
                    NOT_YET_VALID,
                    REVOKED ->
                challenged(
                        reason,
                        UNAUTHORIZED,
                        ", error=\"invalid_token\", error_description=\"" + reason.description() + "\"");
        };
    }

    /**
     * Returns the denial for a missing scope. It lists the scopes of the endpoint's rule, never those of a token; a framework's own rule
     * may have none.
     */
    Denial insufficientScope(Set<String> required) {
        String scope = required.isEmpty() ? "" : ", scope=\"" + String.join(" ", required) + "\"";
        return challenged(Reason.INSUFFICIENT_SCOPE, FORBIDDEN, ", error=\"insufficient_scope\"" + scope);
    }

    private static Denial unavailable(Reason reason, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
        return denial(reason, UNAVAILABLE, Map.of("Retry-After", Long.toString(seconds)));
    }

    private Denial challenged(Reason reason, int status, String parameters) {
        return denial(reason, status, Map.of("WWW-Authenticate", challenge + parameters));
    }

    private static Denial denial(Reason reason, int status, Map<String, String> special) {
        Map<String, String> headers = new LinkedHashMap<>(special);
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Type", "application/problem+json");
        String body = "{\"type\":\"urn:busha:problem:" + reason.code() + "\",\"title\":\"" + reason.description()
                + "\",\"status\":" + status + "}";
        return new Denial(reason, status, Collections.unmodifiableMap(headers), body);
    }
}
