package io.busha.resourceserver.it.soak;

import java.time.Duration;
import java.util.Map;

/** The server's settings that matter to the judge, and the times derived from them, in nanoseconds. */
record Terms(long cacheTtl, long coolDown, long keyWait, long retryCap, long retryAfterCap, long tolerance) {

    /** The shortest values that the library accepts, except for the tolerance: much should happen in a short time. */
    static final Terms SHORTEST = new Terms(seconds(10), seconds(1), seconds(2), seconds(1), seconds(1), seconds(3600));

    /** The share of the time to live that the library allows for a whole fetch. */
    private static final double FETCH_SHARE = 0.12;

    private static long seconds(long number) {
        return Duration.ofSeconds(number).toNanos();
    }

    Map<String, String> settings() {
        return Map.of(
                "jwks-cache-ttl", text(cacheTtl),
                "unknown-kid-cool-down", text(coolDown),
                "key-wait", text(keyWait),
                "jwks-retry-cap", text(retryCap),
                "jwks-retry-after-cap", text(retryAfterCap),
                "jwks-outage-tolerance", text(tolerance));
    }

    private static String text(long nanos) {
        return Duration.ofNanos(nanos).toString();
    }

    /** Returns the longest duration of a fetch. */
    long fetchLimit() {
        return (long) (cacheTtl * FETCH_SHARE);
    }

    /** Returns how long a recovered issuer may receive no request: a fetch in flight fails late, and a pause follows. */
    long recovery() {
        return fetchLimit() + retryCap;
    }

    /** Returns how long after an unknown kid the full fetch budget is available again. */
    long fullBudget() {
        return 2 * coolDown;
    }
}
