package io.busha.resourceserver.key;

/** A fetch of discovery document or keys that brought nothing usable. Its message never quotes what was received. */
final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, as a closed set: the tag of a meter. */
    enum Kind {
        TIMEOUT,
        CONNECTION,
        STATUS,
        TOO_LARGE,
        MALFORMED,
        WRONG_ISSUER,
        WRONG_JWKS_URI,
        NO_USABLE_KEY
    }

    private final Kind kind;

    FetchException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
