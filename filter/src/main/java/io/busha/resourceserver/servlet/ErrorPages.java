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
 * Tells a dispatch to an error page from others: one of the container's, or a forward by a framework's filter in front of the door
 * that stands in for the container. Thread-safe.
 *
 * @param door the name of the door
 * @param registered whether the framework shows errors by the page at this path
 */
record ErrorPages(String door, Predicate<String> registered) {

    private static final String INSIDE = ErrorPages.class.getName() + ".inside.";

    /** Whether what is shown now is an error page, and no endpoint. What code behind the door forwards to never is one. */
    boolean isShown(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                || (request.getDispatcherType() == DispatcherType.FORWARD
                        && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null
                        && request.getAttribute(INSIDE + door) == null
                        && !request.isAsyncStarted()
                        && registered.test(ServletGuardedRequest.path(request)));
    }

    /** Goes on behind the door, whose code forwards to endpoints alone until it returns. */
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
