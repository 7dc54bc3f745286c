package io.busha.resourceserver.token;

import java.time.Duration;

/** No token that can be trusted, and why. Holds nothing of what was presented. Immutable and thread-safe. */
public final class Refusal implements Presented, Verification {

    private final Reason reason;
    private final Duration retryAfter;

    private Refusal(Reason reason, Duration retryAfter) {
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    static Refusal of(Reason reason) {
        return new Refusal(reason, Duration.ZERO);
    }

    static Refusal keysUnavailable(Duration retryAfter) {
        return new Refusal(Reason.KEYS_UNAVAILABLE, retryAfter);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** When it is worth asking again, where the reason is ours and not the caller's; otherwise zero. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The reason alone. */
    @Override
    public String toString() {
        return "Refusal[" + reason.code() + "]";
    }
}
