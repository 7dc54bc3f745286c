package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * What the endpoints declare, as a rule of {@code authorizeHttpRequests}: grants what the door let in, and denies what did not come
 * through the door. A bean; thread-safe.
 */
public final class DeclaredRules implements AuthorizationManager<RequestAuthorizationContext> {

    private final ResourceServerFilter door;

    DeclaredRules(ResourceServerFilter door) {
        this.door = door;
    }

    /** On a port of its own the actuator has a context and a door of its own, and the chain of the application. */
    static ResourceServerFilter doorOf(HttpServletRequest request, ResourceServerFilter door) {
        WebApplicationContext context =
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        return context == null
                ? door
                : context.getBeanProvider(ResourceServerFilter.class).getIfAvailable(() -> door);
    }

    /** For Spring Security 6. */
    @Override
    @SuppressWarnings("deprecation") // where it is not, it is what must be implemented
    public AuthorizationDecision check(Supplier<Authentication> caller, RequestAuthorizationContext request) {
        return new AuthorizationDecision(doorOf(request.getRequest(), door).hasAdmitted(request.getRequest()));
    }

    /** For Spring Security 7. */
    @Override
    public AuthorizationResult authorize(Supplier<Authentication> caller, RequestAuthorizationContext request) {
        return check(caller, request);
    }
}
