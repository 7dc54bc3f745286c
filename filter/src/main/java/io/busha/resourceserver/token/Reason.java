package io.busha.resourceserver.token;

import java.util.Locale;

/**
 * Why a request does not pass. A closed set: one of these stands behind every refusal, in its answer and in the meters. The
 * status of each is written once, in the answer table of the guard.
 */
public enum Reason {
    /** No {@code Authorization} header, or one of another scheme. */
    NO_CREDENTIALS("an access token is required"),
    /** More than one {@code Authorization} header. */
    MULTIPLE_CREDENTIALS("more than one Authorization header was sent"),
    /** Not {@code "Bearer" 1*SP b64token} (RFC 6750 section 2.1). */
    MALFORMED_CREDENTIALS("the Authorization header is not a well-formed Bearer credential"),
    /** Longer than the configured most. */
    TOKEN_TOO_LONG("the token is longer than this server accepts"),

    /** Not the compact serialisation of a JWS in its one canonical spelling (RFC 7515 section 3.1). */
    MALFORMED_TOKEN("the token is not three base64url parts"),
    /** The header is not one strict JSON object. */
    MALFORMED_HEADER("the header of the token is malformed"),
    /** {@code alg} is not RS256. */
    WRONG_ALGORITHM("the token is not signed with RS256"),
    /** {@code crit}, {@code zip}, {@code b64} or {@code cty} is there. */
    UNSUPPORTED_HEADER("the header of the token asks for something that is not supported"),
    /** {@code typ} names something else than a JWT or an access token. */
    WRONG_TYPE("the token is of a type that is not accepted"),
    /** {@code kid} is missing, empty or no string. */
    MISSING_KEY_ID("the token names no key"),
    /** The issuer publishes no usable key under the {@code kid}. */
    UNKNOWN_KEY("the token names a key that the issuer does not publish"),
    /** No key under the {@code kid} made this signature. */
    INVALID_SIGNATURE("the signature of the token does not hold"),
    /** The claims are not one strict JSON object. */
    MALFORMED_CLAIMS("the claims of the token are malformed"),
    /** A registered claim is of a type that it cannot have (RFC 7519 section 4.1). */
    WRONG_CLAIM_TYPE("a claim of the token has the wrong type"),
    /** {@code iss} is not the issuer to the letter. */
    WRONG_ISSUER("the token is from another issuer"),
    /** An id token, a logout token or a userinfo response. */
    NOT_AN_ACCESS_TOKEN("the token is not an access token"),
    /** {@code cnf} binds the token to a key whose possession nobody here checks (RFC 7800 section 3.1). */
    SENDER_CONSTRAINED("the token is bound to a key of its sender"),
    /** {@code client_id} is missing or not a configured one. */
    WRONG_CLIENT("the token was issued to another client"),
    /** {@code aud} names others only. */
    WRONG_AUDIENCE("the token is meant for another audience"),
    /** {@code sub} is missing, empty or padded with blanks. */
    INVALID_SUBJECT("the token names no valid subject"),
    /** {@code exp} is missing. */
    MISSING_EXPIRY("the token does not say when it expires"),
    /** {@code exp} and the clock skew have passed. */
    EXPIRED("the token has expired"),
    /** {@code nbf} is further ahead than the clock skew. */
    NOT_YET_VALID("the token is not valid yet"),

    /** The token is good, and lacks a scope that the endpoint requires (RFC 6750 section 3.1). */
    INSUFFICIENT_SCOPE("the token lacks a scope that this endpoint requires"),
    /** The endpoint declares nothing, or that it is closed. */
    ENDPOINT_CLOSED("this endpoint is closed"),

    /** Not the caller's fault: the issuer's keys could not be had. */
    KEYS_UNAVAILABLE("the keys of the issuer are not available");

    private final String description;
    private final String code;

    Reason(String description) {
        this.description = description;
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether another request could do better: otherwise the fault is ours, or the issuer's. */
    public boolean isCallersFault() {
        return this != KEYS_UNAVAILABLE;
    }

    /** A constant sentence; nothing of a token is ever in it. */
    public String description() {
        return description;
    }

    /** The stable name for machines: {@code wrong-issuer}. */
    public String code() {
        return code;
    }
}
