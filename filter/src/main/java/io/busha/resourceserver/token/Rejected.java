package io.busha.resourceserver.token;

/** Ends the walk of a token with its one reason. Without message and stack: nothing of the token, and cheap. */
final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Rejected(Reason reason) {
        super(null, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    static void when(boolean fault, Reason reason) {
        if (fault) {
            throw new Rejected(reason);
        }
    }
}
