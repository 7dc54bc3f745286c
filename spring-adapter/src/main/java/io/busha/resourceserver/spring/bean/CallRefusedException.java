package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bean was called, and its caller does not meet what the method requires; outside of a request there is no caller. Where it leaves
 * an endpoint, the door answers as it does to whom it refuses itself. Says nothing of the caller.
 */
public final class CallRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int MAX_CAUSES = 50;

    private final transient Rule rule;
    private final boolean anonymous;

    /**
     * For a method that requires this.
     *
     * @param anonymous whether there was no caller with a token
     */
    public CallRefusedException(Rule rule, boolean anonymous) {
        super((anonymous ? "called without a verified token, required is: " : "the caller's token lacks: ") + rule);
        this.rule = rule;
        this.anonymous = anonymous;
    }

    /** The one that this failure is, or was caused by. */
    public static Optional<CallRefusedException> in(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof CallRefusedException refused) {
                return Optional.of(refused);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** What is required. */
    public Rule rule() {
        return rule;
    }

    /** Whether there was no caller with a token. */
    public boolean isAnonymous() {
        return anonymous;
    }
}
