package io.busha.resourceserver.key;

import java.time.Duration;

/** How long keys are trusted without asking again, and how asking is bounded. Immutable. */
public final class KeyTimes {

    private final Duration cachedFor;
    private final Duration coolDown;
    private final Duration keyWait;

    private KeyTimes(Duration cachedFor, Duration coolDown, Duration keyWait) {
        this.cachedFor = cachedFor;
        this.coolDown = coolDown;
        this.keyWait = keyWait;
    }

    /**
     * The times of a remote source.
     *
     * @param cachedFor how long a fetched set is used before it is fetched again
     * @param coolDown the least time between fetches that unknown key ids cause, and after a failed one
     * @param keyWait the longest that one lookup takes
     */
    public static KeyTimes of(Duration cachedFor, Duration coolDown, Duration keyWait) {
        return new KeyTimes(cachedFor, coolDown, keyWait);
    }

    Duration cachedFor() {
        return cachedFor;
    }

    Duration coolDown() {
        return coolDown;
    }

    Duration keyWait() {
        return keyWait;
    }
}
