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
 * Decides again, behind all other filters and right before the servlet, on a request that our filter let in and a filter in between has
 * changed: to another method or path.
 */
final class ConfirmingFilter implements Filter {

    private static final String EVERY_SERVLET = "*"; // Jakarta Servlet 6.0 section 6.2.4

    private final String door;

    private ConfirmingFilter(String door) {
        this.door = door;
    }

    /** Adds a confirming filter for our filter that is registered under this name. To be called while the application starts. */
    static void addFor(String door, ServletContext context) {
        FilterRegistration.Dynamic last = context.addFilter(nameFor(door), new ConfirmingFilter(door));
        if (last != null) { // already there if an application runs initializers twice
            last.setAsyncSupported(true);
            last.addMappingForServletNames(EnumSet.complementOf(EnumSet.of(DispatcherType.ERROR)), true, EVERY_SERVLET);
        }
    }

    /** Returns the name under which the confirming filter itself is registered. */
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
            chain.doFilter(request, response); // our filter is not mapped here
        }
    }
}
