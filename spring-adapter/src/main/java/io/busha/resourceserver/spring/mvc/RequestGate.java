package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.spring.bean.BeanGate;
import io.busha.resourceserver.spring.bean.CallDeniedException;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Takes the caller of a bean from the request that this thread works for. Spring provides that request to its own tasks too. Thread-safe.
 */
public final class RequestGate implements BeanGate {

    /** Creates a gate that knows only the callers of requests. */
    public RequestGate() {}

    @Override
    public @Nullable Object call(Rule rule, MethodInvocation call) throws Throwable {
        Optional<VerifiedToken> token = token();
        if (!token.map(VerifiedToken::scopes).map(rule::allows).orElseGet(rule::allowsAnonymous)) {
            throw new CallDeniedException(rule, token.isEmpty());
        }
        return call.proceed();
    }

    /** Returns whether this thread works for a request that a route line left unprotected. */
    public static boolean isLeftUnprotected() {
        return request().filter(ServletDoor::wasLeftUnprotected).isPresent();
    }

    private static Optional<VerifiedToken> token() {
        return request().flatMap(ResourceServerFilter::token);
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                        && isActive(attributes)
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    /** Returns whether the request has not ended. The container may reuse the object of an ended request for another caller. */
    private static boolean isActive(ServletRequestAttributes attributes) {
        try {
            attributes.getAttribute(RequestGate.class.getName(), RequestAttributes.SCOPE_REQUEST);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
