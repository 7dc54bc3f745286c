package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Tells Spring Security whom the door let in, in each dispatch anew; verifies nothing. Without a token it leaves the security
 * context as it is. What has not come through the door, as in a {@code MockMvc} that has this chain alone, is led through it here.
 * Thread-safe.
 */
final class TokenAuthenticationFilter extends GenericFilterBean {

    private final ResourceServerFilter door;
    private final CallerAuthentication callers;
    private final SecurityContextHolderStrategy holder;

    TokenAuthenticationFilter(
            ResourceServerFilter door, CallerAuthentication callers, SecurityContextHolderStrategy holder) {
        this.door = door;
        this.callers = callers;
        this.holder = holder;
    }

    /** Where it began, the chain clears the holder when the request leaves. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ResourceServerFilter first = DeclaredRules.doorOf((HttpServletRequest) request, door);
        if (ResourceServerFilter.token(request).isEmpty() && !first.hasAdmitted((HttpServletRequest) request)) {
            first.doFilter(request, response, (admitted, answer) -> goOn(admitted, answer, chain));
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
