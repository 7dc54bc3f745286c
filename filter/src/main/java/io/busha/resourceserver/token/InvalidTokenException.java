package io.busha.resourceserver.token;

/** Ends the verification of a token with its reason. Has neither message nor stack trace, so it holds nothing of the token and is cheap. */
final class InvalidTokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    InvalidTokenException(Reason reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    static void when(boolean fault, Reason reason) {
        if (fault) {
            throw new InvalidTokenException(reason);
        }
    }
}
