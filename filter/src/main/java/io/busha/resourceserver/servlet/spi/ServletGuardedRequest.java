package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.spi.Endpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way to one servlet: the one that the container dispatches to, whatever the URI looks like.
 *
 * @param servlet the name of the servlet that the request is dispatched to
 */
record ServletGuardedRequest(
        HttpServletRequest request,
        String servlet,
        String path,
        String rawPath,
        Endpoint endpoint,
        ServletDeclarations declarations)
        implements GuardedRequest {

    /** Creates a request on its way to the endpoint that the declarations have for it. */
    static ServletGuardedRequest of(HttpServletRequest request, ServletDeclarations declarations) {
        return of(request, declarations, null);
    }

    /** Creates a request that has arrived at this endpoint, if one is given. */
    static ServletGuardedRequest of(
            HttpServletRequest request, ServletDeclarations declarations, @Nullable Endpoint arrived) {
        boolean isIncluded = request.getDispatcherType() == DispatcherType.INCLUDE;
        HttpServletMapping mapping = isIncluded ? null : request.getHttpServletMapping();
        String path = isIncluded
                ? text(request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH))
                        + text(request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO))
                : path(request);
        String rawPath = isIncluded
                ? text(request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI))
                : request.getRequestURI();
        // Undertow reports the mapping of the including servlet for an include
        String servlet =
                isIncluded ? declarations.servletOf(path) : mapping == null ? "" : text(mapping.getServletName());
        Endpoint found = arrived == null ? declarations.endpoint(servlet, path, request) : arrived;
        Endpoint endpoint =
                isOfOnePath(mapping) && path.startsWith("/") ? found.orAt(declarations.exactPath(path)) : found;
        return new ServletGuardedRequest(request, servlet, path, rawPath, endpoint, declarations);
    }

    /** Returns the path of a request within the application, unless its dispatch is an INCLUDE. */
    static String path(HttpServletRequest request) {
        return request.getServletPath() + text(request.getPathInfo());
    }

    private static boolean isOfOnePath(@Nullable HttpServletMapping mapping) {
        return mapping != null
                && (mapping.getMappingMatch() == MappingMatch.EXACT
                        || mapping.getMappingMatch() == MappingMatch.CONTEXT_ROOT);
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    /** Returns whether a client sent the request, rather than a dispatch by the application. */
    boolean isFromOutside() {
        return request.getDispatcherType() == DispatcherType.REQUEST;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public List<String> authorization() {
        Enumeration<String> values = request.getHeaders("Authorization");
        return values == null ? List.of() : Collections.list(values); // a container may deny access to headers
    }
}
