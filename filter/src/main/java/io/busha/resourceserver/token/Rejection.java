package io.busha.resourceserver.token;

import java.time.Duration;

/** The reason why there is no token that can be trusted. Holds nothing of what was presented. Immutable and thread-safe. */
public final class Rejection implements Verification, Presented {

    private final Reason reason;
    private final Duration retryAfter;

    private Rejection(Reason reason, Duration retryAfter) {
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    static Rejection of(Reason reason) {
        return new Rejection(reason, Duration.ZERO);
    }

    static Rejection keysUnavailable(Duration retryAfter) {
        return new Rejection(Reason.KEYS_UNAVAILABLE, retryAfter);
    }

    /** Returns the reason. */
    public Reason reason() {
        return reason;
    }

    /** Returns how long to wait before another attempt if the fault is not the caller's; otherwise zero. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Returns the reason and nothing else. */
    @Override
    public String toString() {
        return "Rejection[" + reason.code() + "]";
    }
}
