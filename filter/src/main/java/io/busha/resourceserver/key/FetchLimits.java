package io.busha.resourceserver.key;

import java.time.Duration;

/** How long a fetch may take: to connect, for one document, and in all. */
record FetchLimits(Duration connect, Duration exchange, Duration fetch) {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration EXCHANGE = Duration.ofSeconds(5);
    private static final Duration FETCH = Duration.ofSeconds(10);

    /** A refresh that begins at the latest moment must end before the set is too old: 0.8 times 1.1 and this are 1. */
    private static final double LAST_SHARE = 0.12;

    /** For a configuration that is known, and only to be read again: what is left of the fetch is for the keys. */
    Duration rereading() {
        return fetch.dividedBy(5);
    }

    static FetchLimits of(KeyPolicy policy) {
        Duration share = Duration.ofNanos((long) (policy.cachedFor().toNanos() * LAST_SHARE));
        return new FetchLimits(CONNECT, EXCHANGE, share.compareTo(FETCH) < 0 ? share : FETCH);
    }
}
