package io.busha.resourceserver.benchmarks.subject;

import java.util.Locale;

/** The kinds of tokens that one run of the benchmarks mints, each a file. */
public enum Kind {
    /** Valid, with the scope that the endpoint requires. */
    GOOD,
    /** Valid tokens, each of which is sent only once. */
    ONCE,
    /** Three parts, of which the last contains a character outside base64url. */
    GARBAGE,
    /** One part. */
    NO_DOTS,
    WRONG_ALGORITHM,
    WRONG_ISSUER,
    EXPIRED,
    BAD_SIGNATURE,
    /** Signed by an unpublished key. */
    UNKNOWN_KEY;

    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }
}
