package io.busha.resourceserver.it.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Replaces the method or path of a request by those in its headers, if present. */
public final class Rewriting extends HttpFilter {

    /** The header with the method for the servlet. */
    static final String METHOD = "X-Method";

    /** The header with the path info for the servlet. */
    static final String PATH_INFO = "X-Path-Info";

    private static final long serialVersionUID = 1;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Rewritten(request), response);
    }

    private static final class Rewritten extends HttpServletRequestWrapper {

        Rewritten(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return Objects.requireNonNullElseGet(getHeader(METHOD), super::getMethod);
        }

        @Override
        public @Nullable String getPathInfo() {
            String said = getHeader(PATH_INFO);
            return said == null ? super.getPathInfo() : said;
        }
    }
}
