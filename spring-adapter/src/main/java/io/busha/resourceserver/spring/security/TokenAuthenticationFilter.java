package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Tells Spring Security whom the door let in, in each dispatch anew; verifies nothing. Without a token it leaves the security
 * context as it is. Thread-safe.
 */
final class TokenAuthenticationFilter extends GenericFilterBean {

    private final CallerAuthentication callers;
    private final SecurityContextHolderStrategy holder;

    TokenAuthenticationFilter(CallerAuthentication callers, SecurityContextHolderStrategy holder) {
        this.callers = callers;
        this.holder = holder;
    }

    /** Where it began, the chain clears the holder when the request leaves. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
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
