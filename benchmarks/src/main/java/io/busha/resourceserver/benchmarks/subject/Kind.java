package io.busha.resourceserver.benchmarks.subject;

import java.util.Locale;

/** The kinds of tokens that one run of the benchmarks mints, each a file. */
public enum Kind {
    /** Valid, and with the scope that the endpoint requires. */
    GOOD,
    /** The same, but many of them: none is sent twice. */
    ONCE,
    /** Three parts, of which the last one holds a character that base64url does not have. */
    GARBAGE,
    /** One part. */
    NO_DOTS,
    WRONG_ALGORITHM,
    WRONG_ISSUER,
    EXPIRED,
    BAD_SIGNATURE,
    /** Signed by a key that is nowhere published. */
    UNKNOWN_KEY;

    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }
}
