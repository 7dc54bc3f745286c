package io.busha.resourceserver.key;

import java.time.Duration;

/** Keys that could not be fetched, at a moment that does not pass: for tests of what callers are told then. */
public final class FailedKeys {

    /** The pause after one failure, before whatever the issuer asks for. */
    public static final Duration BACK_OFF = SteeredKeys.PAUSE;

    private FailedKeys() {}

    /** The one fetch so far was answered with status 429 and {@code Retry-After}. */
    public static KeySource toldToWait(Duration retryAfter) {
        SteeredKeys issuer = new SteeredKeys();
        issuer.fail(FetchException.status(429, retryAfter));
        return issuer.keys;
    }
}
