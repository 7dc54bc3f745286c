package io.busha.resourceserver.it.soak;

import java.time.Duration;
import java.util.Map;

/** The settings of the server that count for the judge, and what follows from them. In nanoseconds. */
record Terms(long cacheTtl, long coolDown, long keyWait, long retryCap, long retryAfterCap, long tolerance) {

    /** The shortest that the library takes but for the tolerance: as much as possible happens in a short time. */
    static final Terms SHORTEST = new Terms(seconds(10), seconds(1), seconds(2), seconds(1), seconds(1), seconds(3600));

    /** The library gives a whole fetch this share of the time to live. */
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

    /** The longest that a fetch takes. */
    long fetchLimit() {
        return (long) (cacheTtl * FETCH_SHARE);
    }

    /** The longest that a healed issuer is not asked: a fetch under way fails late, and a pause follows. */
    long recovery() {
        return fetchLimit() + retryCap;
    }

    /** How long after an unknown kid the budget of fetches is whole again, whatever was before. */
    long fullBudget() {
        return 2 * coolDown;
    }
}
