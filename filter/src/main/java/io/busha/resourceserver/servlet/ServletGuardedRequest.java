package io.busha.resourceserver.servlet;

import io.busha.resourceserver.guard.GuardedRequest;
import io.busha.resourceserver.route.Rule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request on its way to one servlet: the one that the container dispatches to, whatever the URI looks like. */
final class ServletGuardedRequest implements GuardedRequest {

    private final HttpServletRequest request;
    private final ServletDeclarations declarations;
    private final String servlet;
    private final String path;
    private final String rawPath;

    private ServletGuardedRequest(
            HttpServletRequest request, ServletDeclarations declarations, String servlet, String path, String rawPath) {
        this.request = request;
        this.declarations = declarations;
        this.servlet = servlet;
        this.path = path;
        this.rawPath = rawPath;
    }

    static ServletGuardedRequest of(HttpServletRequest request, ServletDeclarations declarations) {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            return included(request, declarations);
        }
        return new ServletGuardedRequest(
                request,
                declarations,
                name(request.getHttpServletMapping()),
                request.getServletPath() + text(request.getPathInfo()),
                request.getRequestURI());
    }

    /** By the path: what Undertow names as the mapping of an include is that of the including servlet. */
    private static ServletGuardedRequest included(HttpServletRequest request, ServletDeclarations declarations) {
        String path = text(request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH))
                + text(request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
        return new ServletGuardedRequest(
                request,
                declarations,
                declarations.servletOf(path),
                path,
                text(request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI)));
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

    /** The name of the servlet that is dispatched to. */
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
    public Optional<Rule> declaredRule() {
        return declarations.rule(servlet, request.getMethod());
    }
}
