package io.busha.resourceserver.key;

import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;

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
        return new FetchException(Kind.STATUS, "the status is " + code, code == 404 || code == 410, retryAfter);
    }

    /** What ended an exchange. Of a foreign exception only the class is shown: what its message quotes is not ours to know. */
    static FetchException of(Throwable problem) {
        Kind kind = Kind.CONNECTION;
        Throwable last = problem;
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof FetchException known) {
                return known;
            }
            kind = kindOf(cause, kind);
            last = cause;
        }
        return new FetchException(kind, last.getClass().getSimpleName());
    }

    private static Kind kindOf(Throwable cause, Kind otherwise) {
        if (cause instanceof HttpTimeoutException) {
            return Kind.TIMEOUT;
        }
        if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
            return Kind.UNKNOWN_HOST;
        }
        return cause instanceof SSLException ? Kind.TLS : otherwise;
    }

    /** The same, said of this URL. */
    FetchException at(URI uri) {
        return new FetchException(kind, uri + ": " + getMessage(), gone, retryAfter);
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
