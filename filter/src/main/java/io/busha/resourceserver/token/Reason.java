package io.busha.resourceserver.token;

import java.util.Locale;

/**
 * The reason why a request is not permitted. A closed set: every denial has one of these, in its answer and in the meters. The status of
 * each is defined once, in the answer table of the guard.
 */
public enum Reason {
    /** There is no {@code Authorization} header, or it has another scheme. */
    NO_CREDENTIALS("an access token is required"),
    /** There is more than one {@code Authorization} header. */
    MULTIPLE_CREDENTIALS("more than one Authorization header was sent"),
    /** The header is not {@code "Bearer" 1*SP b64token} (RFC 6750 section 2.1). */
    MALFORMED_CREDENTIALS("the Authorization header is not a well-formed Bearer credential"),
    /** The token is longer than the configured maximum. */
    TOKEN_TOO_LONG("the token is longer than this server accepts"),

    /** The token is not the compact serialisation of a JWS in its one canonical spelling (RFC 7515 section 3.1). */
    MALFORMED_TOKEN("the token is not three base64url parts"),
    /** The header is not one strict JSON object. */
    MALFORMED_HEADER("the header of the token is malformed"),
    /** {@code alg} is not RS256. */
    WRONG_ALGORITHM("the token is not signed with RS256"),
    /** {@code crit}, {@code zip}, {@code b64} or {@code cty} is present. */
    UNSUPPORTED_HEADER("the header of the token asks for something that is not supported"),
    /** {@code typ} names something other than a JWT or an access token. */
    WRONG_TYPE("the token is of a type that is not accepted"),
    /** {@code kid} is missing, empty or not a string. */
    MISSING_KEY_ID("the token names no key"),
    /** The issuer publishes no usable key under the {@code kid}. */
    UNKNOWN_KEY("the token names a key that the issuer does not publish"),
    /** No key under the {@code kid} made this signature. */
    INVALID_SIGNATURE("the signature of the token does not hold"),
    /** The claims are not one strict JSON object. */
    MALFORMED_CLAIMS("the claims of the token are malformed"),
    /** A registered claim is of a type that it cannot have (RFC 7519 section 4.1). */
    WRONG_CLAIM_TYPE("a claim of the token has the wrong type"),
    /** {@code iss} is not exactly the issuer's name. */
    WRONG_ISSUER("the token is from another issuer"),
    /** The token is an id token, a logout token or a userinfo response, or another kind of JWT that is not an access token. */
    NOT_AN_ACCESS_TOKEN("the token is not an access token"),
    /** {@code cnf} binds the token to a key, and nothing here checks that the caller possesses it (RFC 7800 section 3.1). */
    SENDER_CONSTRAINED("the token is bound to a key of its sender"),
    /** {@code client_id} is missing or not one of the configured clients. */
    WRONG_CLIENT("the token was issued to another client"),
    /** {@code aud} names others, but not the token's client. */
    WRONG_AUDIENCE("the token is meant for another audience"),
    /** {@code sub} is missing, empty or padded with blanks. */
    INVALID_SUBJECT("the token names no valid subject"),
    /** {@code exp} is missing. */
    MISSING_EXPIRY("the token does not say when it expires"),
    /** {@code exp} and the clock skew have passed. */
    EXPIRED("the token has expired"),
    /** {@code nbf} is further in the future than the clock skew. */
    NOT_YET_VALID("the token is not valid yet"),

    /** The token is valid, but lacks a scope that the endpoint requires (RFC 6750 section 3.1). */
    INSUFFICIENT_SCOPE("the token lacks a scope that this endpoint requires"),
    /** The token was revoked, or lives too long to be revoked, and the endpoint is critical. */
    REVOKED("the token was revoked"),
    /** The endpoint has no rule, or is declared closed. */
    ENDPOINT_CLOSED("this endpoint is closed"),

    /** The issuer's keys are not available, which is not the caller's fault. */
    KEYS_UNAVAILABLE("the keys of the issuer are not available", false),
    /** Whether the token was revoked is not known, which is not the caller's fault. */
    REVOCATION_UNAVAILABLE("the store of revocations is not available", false);

    private final String description;
    private final String code;
    private final boolean callersFault;

    Reason(String description) {
        this(description, true);
    }

    Reason(String description, boolean callersFault) {
        this.callersFault = callersFault;
        this.description = description;
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether the fault is the caller's, so that another request could succeed; otherwise it is ours or the issuer's. */
    public boolean isCallersFault() {
        return callersFault;
    }

    /** Returns a constant sentence, which never contains anything of a token. */
    public String description() {
        return description;
    }

    /** Returns the stable name for machines, such as {@code wrong-issuer}. */
    public String code() {
        return code;
    }
}
