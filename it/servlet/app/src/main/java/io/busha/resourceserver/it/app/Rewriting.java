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

/** Shows the servlet another method or path than the request has, where a header says so. */
public final class Rewriting extends HttpFilter {

    /** The header with the method that the servlet is to see. */
    static final String METHOD = "X-Method";

    /** The header with the path info that the servlet is to see. */
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
