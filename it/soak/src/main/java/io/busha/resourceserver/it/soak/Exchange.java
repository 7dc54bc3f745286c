package io.busha.resourceserver.it.soak;

/**
 * One request and its answer, as the client saw them. The times are those of {@link System#nanoTime()}.
 *
 * @param kid the key id that the token names; empty where there is no token
 * @param status the status; {@link #NO_ANSWER} where none came
 */
record Exchange(Kind kind, String kid, long sent, int status, long received) {

    static final int NO_ANSWER = 0;

    /** Returns whether it may have reached a server without an application. */
    boolean isOfNobody() {
        return status == NO_ANSWER || status == 404 || status == 503;
    }

    long took() {
        return received - sent;
    }
}
