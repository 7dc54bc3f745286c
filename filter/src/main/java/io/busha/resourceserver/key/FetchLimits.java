package io.busha.resourceserver.key;

import java.time.Duration;

/** The time limits of a fetch: to connect, for one document, and in total. */
record FetchLimits(Duration connect, Duration exchange, Duration fetch) {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration EXCHANGE = Duration.ofSeconds(5);
    private static final Duration FETCH = Duration.ofSeconds(10);

    /** The share of the cache lifetime that is left for a fetch: the latest refresh begins at 0.8 * 1.1 = 0.88 of it. */
    private static final double LAST_SHARE = 0.12;

    /** Returns the limit for reading a known configuration again, which leaves most of the fetch for the keys. */
    Duration rereading() {
        return fetch.dividedBy(5);
    }

    static FetchLimits of(KeyPolicy policy) {
        Duration share = Duration.ofNanos((long) (policy.cachedFor().toNanos() * LAST_SHARE));
        return new FetchLimits(CONNECT, EXCHANGE, share.compareTo(FETCH) < 0 ? share : FETCH);
    }
}
