package io.busha.resourceserver.it.soak;

/** The life of one published key: {@link #NEVER} marks what has not happened yet. Not thread-safe. */
final class KeyStory {

    static final long NEVER = Long.MAX_VALUE;

    private final long published;
    private long withdrawn = NEVER;
    private long known = NEVER;
    private long gone = NEVER;

    KeyStory(long published) {
        this.published = published;
    }

    long published() {
        return published;
    }

    long withdrawn() {
        return withdrawn;
    }

    /** The end of the first response with this key that the server certainly received. */
    long known() {
        return known;
    }

    /** The end of the first response to a request after the withdrawal that the server certainly received. */
    long gone() {
        return gone;
    }

    void withdraw(long at) {
        withdrawn = Math.min(withdrawn, at);
    }

    void answered(boolean held, long asked, long complete) {
        if (held) {
            known = Math.min(known, complete);
        } else if (withdrawn < asked) {
            gone = Math.min(gone, complete);
        }
    }

    /** The application was replaced: what the old one learned after this time may be lost to the new one. */
    void restarted(long lost) {
        known = known > lost ? NEVER : known;
        gone = gone > lost ? NEVER : gone;
    }

    /** Returns whether the key was published during the whole time. */
    boolean isPublished(long from, long to) {
        return published <= from && withdrawn > to;
    }
}
