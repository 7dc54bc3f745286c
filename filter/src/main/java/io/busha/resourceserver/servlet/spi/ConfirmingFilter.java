package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Decides again, behind all other filters and right before the servlet, on a request that our filter let in and a filter in between has
 * changed: to another method or path.
 */
final class ConfirmingFilter implements Filter {

    private final String permitAttribute;

    ConfirmingFilter(String door) {
        this.permitAttribute = KeptPermit.attributeOf(door);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        KeptPermit permit = KeptPermit.in(request, permitAttribute);
        if (permit != null && permit.dispatch() == request.getDispatcherType()) {
            permit.door().confirm(permit, (HttpServletRequest) request, (HttpServletResponse) response, chain);
        } else {
            chain.doFilter(request, response); // our filter is not mapped here
        }
    }
}
