package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.route.Rule;
import java.util.Optional;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/** Checks the callers of bean methods. Implementations are thread-safe and must not require other beans to be created. */
public interface BeanGate {

    /**
     * Calls the method if its caller meets the rule.
     *
     * @throws RuntimeException if the caller does not meet the rule or is unknown
     */
    @Nullable Object call(Rule rule, MethodInvocation call) throws Throwable;

    /** Returns why calls of a method with this return type cannot be checked, or empty if they can. */
    default Optional<String> objection(Class<?> returned) {
        return Optional.empty();
    }

    /** Returns whether this gate knows the sender of a STOMP message that a controller method handles. */
    default boolean knowsSenders() {
        return false;
    }
}
