package io.busha.resourceserver.testkit;

/**
 * How a {@link LocalIssuer} can go wrong. The faults of the key set leave the discovery document as it is, and
 * {@link #OTHER_ISSUER} leaves the key set as it is; every other fault spoils both alike.
 */
public enum Fault {
    /** All is well. */
    NONE,
    /** The port is closed while it lasts. For one endpoint alone, which shares its port, this is {@link #RESET}. */
    REFUSED,
    /** The connection is accepted, the request read, and the connection reset without an answer. */
    RESET,
    /** Nothing comes. The answer follows when the fault ends. */
    HANG,
    /** The headers and half of the body come. The other half follows when the fault ends. */
    HANG_IN_BODY,
    /** The headers come, and then a byte of the body every 100 milliseconds. The rest follows when the fault ends. */
    TRICKLE,
    /** Status 404 and a JSON error. */
    STATUS_404,
    /** Status 410 and a JSON error. */
    STATUS_410,
    /** Status 429, a JSON error and {@code Retry-After: 1}. */
    STATUS_429,
    /** Status 500 and a JSON error. */
    STATUS_500,
    /** Status 200 and a page of HTML. */
    HTML,
    /** Status 200 and the first half of the document, its length declared as if that were all. */
    TRUNCATED_JSON,
    /** A key set without a key. */
    EMPTY_SET,
    /** A key set of keys that cannot verify RS256, the current key's id on each of them. */
    ONLY_UNUSABLE_KEYS,
    /** A broken RSA key in front of the good ones: still a good set. */
    ONE_MALFORMED_KEY,
    /** Status 302 to another path that would answer well, see {@link LocalIssuer#redirectsFollowed()}. */
    REDIRECT,
    /** The document drawn out to 100 MiB by blanks, of no declared length, until the client goes away. */
    HUGE_BODY,
    /** A discovery document of another issuer. */
    OTHER_ISSUER
}
