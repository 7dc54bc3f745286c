package io.busha.resourceserver.key;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** A fetch of discovery document or keys that brought nothing usable. Its message never quotes what was received. */
final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, as a closed set: the tag of a meter. */
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

    /** Another status than 200; and how long the issuer asks us to wait, if it does. */
    static FetchException status(int code, Duration retryAfter) {
        String redirected = code >= 300 && code < 400 ? ", and redirects are not followed" : "";
        return new FetchException(
                Kind.STATUS, "the status is " + code + redirected, code == 404 || code == 410, retryAfter);
    }

    /** What ended an exchange. Nothing of a foreign message is shown: what it quotes is not ours to know. */
    static FetchException of(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof FetchException known) {
                return known;
            }
        }
        return Ending.of(problem);
    }

    /** The same, said of this URL, whose query is not shown. */
    FetchException at(URI uri) {
        return new FetchException(kind, SecureUrl.shown(uri) + ": " + getMessage(), gone, retryAfter);
    }

    Kind kind() {
        return kind;
    }

    /** Whether there is nothing at that URL, so that another may have taken its place. */
    boolean isGone() {
        return gone;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
