package io.busha.resourceserver.servlet;

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
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A request on its way to one servlet: the one that the container dispatches to, whatever the URI looks like. */
final class ServletGuardedRequest implements GuardedRequest {

    private final HttpServletRequest request;
    private final String servlet;
    private final String path;
    private final String rawPath;
    private final Endpoint endpoint;
    private final ServletDeclarations declarations;

    private ServletGuardedRequest(
            HttpServletRequest request,
            String servlet,
            String path,
            String rawPath,
            Endpoint endpoint,
            ServletDeclarations declarations) {
        this.request = request;
        this.declarations = declarations;
        this.servlet = servlet;
        this.path = path;
        this.rawPath = rawPath;
        this.endpoint = endpoint;
    }

    /** Creates a request on its way to the endpoint that the declarations have for it. */
    static ServletGuardedRequest of(HttpServletRequest request, ServletDeclarations declarations) {
        return of(request, declarations, (servlet, path) -> declarations.endpoint(servlet, path, request));
    }

    /** Creates a request that has arrived at this endpoint. */
    static ServletGuardedRequest of(HttpServletRequest request, ServletDeclarations declarations, Endpoint arrived) {
        return of(request, declarations, (servlet, path) -> arrived);
    }

    private static ServletGuardedRequest of(
            HttpServletRequest request,
            ServletDeclarations declarations,
            BiFunction<String, String, Endpoint> endpoint) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            return included(request, declarations, endpoint);
        }
        HttpServletMapping mapping = request.getHttpServletMapping();
        String servlet = name(mapping);
        String path = path(request);
        Endpoint found = endpoint.apply(servlet, path);
        return new ServletGuardedRequest(
                request,
                servlet,
                path,
                request.getRequestURI(),
                isOfOnePath(mapping) && path.startsWith("/") ? found.orAt(path) : found,
                declarations);
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

    /** Finds the servlet by the path, because Undertow reports the mapping of the including servlet for an include. */
    private static ServletGuardedRequest included(
            HttpServletRequest request,
            ServletDeclarations declarations,
            BiFunction<String, String, Endpoint> endpoint) {
        String path = text(request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH))
                + text(request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
        String servlet = declarations.servletOf(path);
        return new ServletGuardedRequest(
                request,
                servlet,
                path,
                text(request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI)),
                endpoint.apply(servlet, path),
                declarations);
    }

    private static String name(@Nullable HttpServletMapping mapping) {
        return mapping == null ? "" : text(mapping.getServletName());
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    HttpServletRequest request() {
        return request;
    }

    /** Returns the name of the servlet that the request is dispatched to. */
    String servlet() {
        return servlet;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String rawPath() {
        return rawPath;
    }

    @Override
    public List<String> authorization() {
        Enumeration<String> values = request.getHeaders("Authorization");
        return values == null ? List.of() : Collections.list(values); // a container may deny access to headers
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Optional<Set<String>> scopesOfTest() {
        return declarations.scopesOfTest(request);
    }
}
