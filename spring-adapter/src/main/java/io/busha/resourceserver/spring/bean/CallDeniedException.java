package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the caller of a bean does not meet the rule of the called method; outside a request there is no caller. If the exception leaves
 * an endpoint, the door answers as it does for its own denials. The exception says nothing about the caller.
 */
public final class CallDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final int MAX_CAUSES = 50;

    private final transient Rule rule;
    private final boolean anonymous;

    /**
     * Creates the exception for a method with this rule.
     *
     * @param anonymous whether there was no caller with a token
     */
    public CallDeniedException(Rule rule, boolean anonymous) {
        super((anonymous ? "called without a verified token; required: " : "the caller's token lacks: ") + rule);
        this.rule = rule;
        this.anonymous = anonymous;
    }

    /** Returns the exception of this type in a failure or its causes, or empty if there is none. */
    public static Optional<CallDeniedException> in(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof CallDeniedException denied) {
                return Optional.of(denied);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** Returns the rule that the caller did not meet. */
    public Rule rule() {
        return rule;
    }

    /** Returns whether there was no caller with a token. */
    public boolean isAnonymous() {
        return anonymous;
    }
}
