package io.busha.resourceserver.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Recognises dispatches to error pages: the container's own, and forwards by a framework's filter in front of the door that stands in for
 * the container. Thread-safe.
 *
 * @param door the name of the door
 * @param registered whether the framework shows errors by the page at this path
 */
record ErrorPages(String door, Predicate<String> registered) {

    private static final String INSIDE = ErrorPages.class.getName() + ".inside.";

    /** Returns whether the current dispatch shows an error page rather than an endpoint. A forward by code behind the door never does. */
    boolean isShown(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                || (request.getDispatcherType() == DispatcherType.FORWARD
                        && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null
                        && request.getAttribute(INSIDE + door) == null
                        && !request.isAsyncStarted()
                        && registered.test(ServletGuardedRequest.path(request)));
    }

    /**
     * Continues the chain behind the door. Until this returns, a forward by code there leads to an endpoint, and is never taken for an
     * error page.
     */
    void enter(FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        Object before = request.getAttribute(INSIDE + door);
        request.setAttribute(INSIDE + door, true);
        try {
            chain.doFilter(request, response);
        } finally {
            request.setAttribute(INSIDE + door, before); // null removes it
        }
    }
}
