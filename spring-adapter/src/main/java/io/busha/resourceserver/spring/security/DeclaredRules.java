package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.servlet.spi.ServletDoor;
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
 * The declared rules of the endpoints for {@code authorizeHttpRequests}: grants the requests that the door admitted, and denies those that
 * did not come through the door. A bean. Thread-safe.
 */
public final class DeclaredRules implements AuthorizationManager<RequestAuthorizationContext> {

    private final ServletDoor door;

    DeclaredRules(ServletDoor door) {
        this.door = door;
    }

    /** Returns the door of this request. An actuator with its own port has its own context and door, but uses the application's chain. */
    static ServletDoor doorOf(HttpServletRequest request, ServletDoor door) {
        WebApplicationContext context =
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext());
        return context == null
                ? door
                : context.getBeanProvider(ServletDoor.class).getIfAvailable(() -> door);
    }

    /** Implements the interface of Spring Security 6. */
    @Override
    @SuppressWarnings("deprecation") // abstract in the versions that do not deprecate it
    public AuthorizationDecision check(Supplier<Authentication> caller, RequestAuthorizationContext request) {
        return new AuthorizationDecision(doorOf(request.getRequest(), door).hasAdmitted(request.getRequest()));
    }

    /** Implements the interface of Spring Security 7. */
    @Override
    public AuthorizationResult authorize(Supplier<Authentication> caller, RequestAuthorizationContext request) {
        return check(caller, request);
    }
}
