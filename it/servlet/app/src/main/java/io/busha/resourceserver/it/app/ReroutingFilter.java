package io.busha.resourceserver.it.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs behind the door and reroutes a request as its headers say: changes its path or method, or forwards it. */
public final class ReroutingFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String SETTING = "contract.reroute";

    /** Returns whether the settings of an application enable it. */
    public static boolean isIn(Map<String, String> settings) {
        return "filter".equals(settings.get(SETTING));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String target = request.getHeader("X-Reroute-Forward");
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
        } else if (target != null) {
            request.getRequestDispatcher(target).forward(request, response);
        } else {
            chain.doFilter(new ReroutedRequest(request), response);
        }
    }

    /** Keeps the servlet path if the new path is below it. */
    private static final class ReroutedRequest extends HttpServletRequestWrapper {
        private final @Nullable String path;

        ReroutedRequest(HttpServletRequest request) {
            super(request);
            path = request.getHeader("X-Reroute-Path");
        }

        @Override
        public String getMethod() {
            return Objects.requireNonNullElseGet(getHeader("X-Reroute-Method"), super::getMethod);
        }

        @Override
        public String getRequestURI() {
            return path == null ? super.getRequestURI() : getContextPath() + path;
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            return path == null
                    ? url
                    : url.replace(url.length() - super.getRequestURI().length(), url.length(), path);
        }

        @Override
        public String getServletPath() {
            return path == null || isBelowServlet(path) ? super.getServletPath() : path;
        }

        @Override
        public @Nullable String getPathInfo() {
            if (path == null) {
                return super.getPathInfo();
            }
            return isBelowServlet(path) ? path.substring(super.getServletPath().length()) : null;
        }

        private boolean isBelowServlet(String other) {
            return super.getPathInfo() != null && other.startsWith(super.getServletPath() + "/");
        }
    }
}
