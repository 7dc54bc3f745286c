package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.Rule;
import java.util.Optional;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Stands before the methods of beans, and knows who calls them. Implementations are thread-safe, and need no other bean to be made. */
public interface BeanGate {

    /**
     * Calls the method for a caller who meets the rule.
     *
     * @throws RuntimeException if the caller does not meet it, or nobody knows who it is
     */
    @Nullable Object call(Rule rule, MethodInvocation call) throws Throwable;

    /** Why calls of a method with this return type cannot be judged; empty where they can. */
    default Optional<String> objection(Class<?> returned) {
        return Optional.empty();
    }

    /** Whether it knows who sent the STOMP message that a method of a controller handles. */
    default boolean knowsSenders() {
        return false;
    }
}
