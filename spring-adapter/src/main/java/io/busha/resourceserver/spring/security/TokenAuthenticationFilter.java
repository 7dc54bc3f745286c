package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Passes the caller that the door admitted to Spring Security in each dispatch, without verifying anything. Without a token, it leaves the
 * security context unchanged. If a request has not passed the door, as in a {@code MockMvc} with only this chain, this filter sends it
 * through the door. Thread-safe.
 */
final class TokenAuthenticationFilter extends GenericFilterBean {

    private final ServletDoor door;
    private final CallerAuthentication callers;
    private final SecurityContextHolderStrategy holder;

    TokenAuthenticationFilter(ServletDoor door, CallerAuthentication callers, SecurityContextHolderStrategy holder) {
        this.door = door;
        this.callers = callers;
        this.holder = holder;
    }

    /** Needs no cleanup: the outermost chain clears the holder when the request leaves it. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        ServletDoor first = DeclaredRules.doorOf(http, door);
        if (ResourceServerFilter.token(request).isEmpty() && !first.hasAdmitted(http)) {
            first.enter(http, (HttpServletResponse) response, (admitted, answer) -> goOn(admitted, answer, chain));
        } else {
            goOn(request, response, chain);
        }
    }

    private void goOn(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ResourceServerFilter.token(request).ifPresent(this::enter);
        chain.doFilter(request, response);
    }

    private void enter(VerifiedToken token) {
        SecurityContext context = holder.createEmptyContext();
        context.setAuthentication(callers.of(token));
        holder.setContext(context);
    }
}
