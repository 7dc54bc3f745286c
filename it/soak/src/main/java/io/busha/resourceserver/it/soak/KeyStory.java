package io.busha.resourceserver.it.soak;

/** The life of one published key: {@link #NEVER} is what has not come yet. Not thread-safe. */
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

    /** When an answer was complete that held it, and that the server surely received. */
    long known() {
        return known;
    }

    /** When an answer was complete that was asked for after the withdrawal, and that the server surely received. */
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

    /** The application has another life now: what the last one learned after this time may be lost to it. */
    void restarted(long lost) {
        known = known > lost ? NEVER : known;
        gone = gone > lost ? NEVER : gone;
    }

    /** Whether it was published all the time. */
    boolean isPublished(long from, long to) {
        return published <= from && withdrawn > to;
    }
}
