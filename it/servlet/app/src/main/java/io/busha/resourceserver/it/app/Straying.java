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

/** Stands behind the door, and leads a request elsewhere where a header says so: to another path or method, or by a forward. */
public final class Straying extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String SETTING = "contract.strays";

    /** Whether the settings of an application ask for it. */
    public static boolean isIn(Map<String, String> settings) {
        return "filter".equals(settings.get(SETTING));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String target = request.getHeader("X-Stray-Forward");
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            chain.doFilter(request, response);
        } else if (target != null) {
            request.getRequestDispatcher(target).forward(request, response);
        } else {
            chain.doFilter(new Strayed(request), response);
        }
    }

    /** A part of the path that its servlet is mapped on stays the servlet's. */
    private static final class Strayed extends HttpServletRequestWrapper {
        private final @Nullable String path;

        Strayed(HttpServletRequest request) {
            super(request);
            path = request.getHeader("X-Stray-Path");
        }

        @Override
        public String getMethod() {
            return Objects.requireNonNullElseGet(getHeader("X-Stray-Method"), super::getMethod);
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
