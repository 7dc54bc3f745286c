package io.busha.resourceserver.key;

import java.time.Duration;

/** Keys that could not be fetched, at a fixed time: for tests of what callers are answered. */
public final class FailedKeys {

    /** The pause after one failure, before the issuer's {@code Retry-After} is added. */
    public static final Duration BACK_OFF = SteeredKeys.PAUSE;

    private FailedKeys() {}

    /** Returns keys whose only fetch was answered with status 429 and {@code Retry-After}. */
    public static KeySource toldToWait(Duration retryAfter) {
        SteeredKeys issuer = new SteeredKeys();
        issuer.fail(FetchException.status(429, retryAfter));
        return issuer.keys;
    }
}
