package io.busha.resourceserver.it.contract;

import java.util.List;
import java.util.Locale;

/** Every refusal that a door can send, as it appears on the wire. */
enum Problem {
    NO_CREDENTIALS(401, "an access token is required"),
    MULTIPLE_CREDENTIALS(400, "more than one Authorization header was sent"),
    MALFORMED_CREDENTIALS(400, "the Authorization header is not a well-formed Bearer credential"),
    TOKEN_TOO_LONG(400, "the token is longer than this server accepts"),
    MALFORMED_TOKEN(401, "the token is not three base64url parts"),
    MALFORMED_HEADER(401, "the header of the token is malformed"),
    UNSUPPORTED_HEADER(401, "the header of the token asks for something that is not supported"),
    WRONG_ALGORITHM(401, "the token is not signed with RS256"),
    WRONG_TYPE(401, "the token is of a type that is not accepted"),
    MISSING_KEY_ID(401, "the token names no key"),
    UNKNOWN_KEY(401, "the token names a key that the issuer does not publish"),
    INVALID_SIGNATURE(401, "the signature of the token does not hold"),
    MALFORMED_CLAIMS(401, "the claims of the token are malformed"),
    WRONG_CLAIM_TYPE(401, "a claim of the token has the wrong type"),
    WRONG_ISSUER(401, "the token is from another issuer"),
    NOT_AN_ACCESS_TOKEN(401, "the token is not an access token"),
    SENDER_CONSTRAINED(401, "the token is bound to a key of its sender"),
    WRONG_CLIENT(401, "the token was issued to another client"),
    WRONG_AUDIENCE(401, "the token is meant for another audience"),
    INVALID_SUBJECT(401, "the token names no valid subject"),
    MISSING_EXPIRY(401, "the token does not say when it expires"),
    EXPIRED(401, "the token has expired"),
    NOT_YET_VALID(401, "the token is not valid yet"),
    REVOKED(401, "the token was revoked"),
    INSUFFICIENT_SCOPE(403, "the token lacks a scope that this endpoint requires"),
    ENDPOINT_CLOSED(403, "this endpoint is closed"),
    KEYS_UNAVAILABLE(503, "the keys of the issuer are not available");

    private static final String REALM = "Bearer realm=\"busha\"";

    private final int status;
    private final String text;

    Problem(int status, String text) {
        this.status = status;
        this.text = text;
    }

    int status() {
        return status;
    }

    /** Returns whether the fault is in the token alone, so that every endpoint refuses it. */
    boolean isOfToken() {
        return status == 401 && this != NO_CREDENTIALS && this != REVOKED;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String body() {
        return "{\"type\":\"urn:busha:problem:" + code() + "\",\"title\":\"" + text + "\",\"status\":" + status + "}";
    }

    /** Returns the exact values of {@code WWW-Authenticate}. */
    List<String> challenges(String scopes) {
        return switch (status) {
            case 400 -> List.of(REALM + ", error=\"invalid_request\"");
            case 401 ->
                List.of(
                        this == NO_CREDENTIALS
                                ? REALM
                                : REALM + ", error=\"invalid_token\", error_description=\"" + text + "\"");
            default ->
                this == INSUFFICIENT_SCOPE
                        ? List.of(REALM + ", error=\"insufficient_scope\", scope=\"" + scopes + "\"")
                        : List.of();
        };
    }
}
