package io.busha.resourceserver.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Stands behind every other filter, right before the servlets. What filters in between have made of a request that a filter of ours
 * let in, another method or path, is decided on there.
 */
final class ConfirmingFilter implements Filter {

    private static final String EVERY_SERVLET = "*"; // Servlet 6.0, section 6.2.4

    private final String door;

    private ConfirmingFilter(String door) {
        this.door = door;
    }

    /** Adds one for the filter of ours that is registered under this name, while the application starts. */
    static void addFor(String door, ServletContext context) {
        FilterRegistration.Dynamic last = context.addFilter(nameFor(door), new ConfirmingFilter(door));
        if (last != null) { // there is one already where an application runs initializers twice
            last.setAsyncSupported(true);
            last.addMappingForServletNames(EnumSet.complementOf(EnumSet.of(DispatcherType.ERROR)), true, EVERY_SERVLET);
        }
    }

    /** The name that it has itself. */
    static String nameFor(String door) {
        return door + ".confirmation";
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<KeptPermit> permit = KeptPermit.ofThisDispatch(door, request);
        if (permit.isPresent()) {
            permit.get().door().confirm(request, response, chain);
        } else {
            chain.doFilter(request, response); // the filter is not mapped here
        }
    }
}
