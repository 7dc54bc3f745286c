package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Recognises dispatches to error pages: the container's own, and forwards by a framework's filter in front of the door that stands in for
 * the container. Thread-safe.
 *
 * @param inside the request attribute that is set while code behind the door runs
 */
record ErrorPages(String inside, @Nullable DispatchedEndpoints endpoints) {

    /** Returns whether the current dispatch shows an error page rather than an endpoint. A forward by code behind the door never does. */
    boolean isShown(HttpServletRequest request) {
        DispatcherType dispatch = request.getDispatcherType();
        return dispatch == DispatcherType.ERROR
                || (dispatch == DispatcherType.FORWARD
                        && endpoints != null
                        && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null
                        && request.getAttribute(inside) == null
                        && !request.isAsyncStarted()
                        && endpoints.isErrorPage(ServletGuardedRequest.path(request)));
    }

    /**
     * Continues the chain behind the door. Until this returns, a forward by code there leads to an endpoint, and is never taken for an
     * error page.
     */
    void enter(FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        if (endpoints == null) { // no forward is taken for an error page
            chain.doFilter(request, response);
            return;
        }
        Object before = request.getAttribute(inside);
        request.setAttribute(inside, true);
        try {
            chain.doFilter(request, response);
        } finally {
            request.setAttribute(inside, before); // null removes it
        }
    }
}
