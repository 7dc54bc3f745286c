package io.busha.resourceserver.testkit;

/**
 * The ways in which a {@link LocalIssuer} can fail. The faults of the key set leave the discovery document unchanged, and
 * {@link #OTHER_ISSUER} leaves the key set unchanged; every other fault affects both.
 */
public enum Fault {
    /** No fault. */
    NONE,
    /** The port is closed while the fault lasts. For one endpoint alone, which shares its port with the other, this is {@link #RESET}. */
    REFUSED,
    /** The connection is accepted, the request is read, and the connection is reset without a response. */
    RESET,
    /** No response arrives. It follows when the fault ends. */
    HANG,
    /** The headers and half of the body arrive. The other half follows when the fault ends. */
    HANG_IN_BODY,
    /** The headers arrive, then one byte of the body every 100 milliseconds. The rest follows when the fault ends. */
    TRICKLE,
    /** Status 404 and a JSON error. */
    STATUS_404,
    /** Status 410 and a JSON error. */
    STATUS_410,
    /** Status 429, a JSON error and {@code Retry-After: 1}. */
    STATUS_429,
    /** Status 500 and a JSON error. */
    STATUS_500,
    /** Status 200 and an HTML page. */
    HTML,
    /** Status 200 and the first half of the document, with the Content-Length of that half. */
    TRUNCATED_JSON,
    /** A key set without keys. */
    EMPTY_SET,
    /** A key set of keys that cannot verify RS256, each with the current key's id. */
    ONLY_UNUSABLE_KEYS,
    /** A broken RSA key in front of the good ones: still a valid key set. */
    ONE_MALFORMED_KEY,
    /** Status 302 to another path that would answer normally, see {@link LocalIssuer#redirectsFollowed()}. */
    REDIRECT,
    /** The document padded with blanks to 100 MiB, without a declared length, until the client disconnects. */
    HUGE_BODY,
    /** The discovery document of another issuer. */
    OTHER_ISSUER
}
