package io.busha.resourceserver.key;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** A fetch of the discovery document or the keys that brought nothing usable. The message never quotes what was received. */
final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The cause of a failed fetch, a closed set: the values of the meter tag {@code cause}. */
    enum Kind {
        TIMEOUT,
        UNKNOWN_HOST,
        TLS,
        CONNECTION,
        STATUS,
        TOO_LARGE,
        COMPRESSED,
        MALFORMED,
        WRONG_ISSUER,
        WRONG_JWKS_URI,
        NO_USABLE_KEY,
        FILE;

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Kind kind;
    private final boolean gone;
    private final Duration retryAfter;

    private FetchException(Kind kind, String message, boolean gone, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.gone = gone;
        this.retryAfter = retryAfter;
    }

    FetchException(Kind kind, String message) {
        this(kind, message, false, Duration.ZERO);
    }

    /** Returns the failure for a status other than 200, with the pause that the issuer asks for, if any. */
    static FetchException status(int code, Duration retryAfter) {
        String redirected = code >= 300 && code < 400 ? ", and redirects are not followed" : "";
        return new FetchException(
                Kind.STATUS, "the status is " + code + redirected, code == 404 || code == 410, retryAfter);
    }

    /** Returns the failure that ended an exchange. Messages of foreign exceptions are not shown: we do not know what they quote. */
    static FetchException of(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof FetchException known) {
                return known;
            }
        }
        return Ending.of(problem);
    }

    /** Returns this failure with the URL, without its query, in front of the message. */
    FetchException at(URI uri) {
        return new FetchException(kind, SecureUrl.shown(uri) + ": " + getMessage(), gone, retryAfter);
    }

    Kind kind() {
        return kind;
    }

    /** Returns whether there is nothing at that URL any more, so that the document may have moved to another. */
    boolean isGone() {
        return gone;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
