package io.busha.resourceserver.it.app;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shares one endpoint with pages of one origin (Fetch standard, section 3.2). Runs before the door. */
public final class Cors extends HttpFilter {

    /** The path of the endpoint. */
    public static final String PATTERN = "/shared";

    private static final long serialVersionUID = 1;

    private static final String ORIGIN = "https://page.example";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isShared = request.getRequestURI().equals(request.getContextPath() + PATTERN);
        boolean isOurs = ORIGIN.equals(request.getHeader("Origin"));
        if (isShared) {
            response.addHeader("Vary", "Origin");
        }
        if (isShared && isOurs) {
            response.setHeader("Access-Control-Allow-Origin", ORIGIN);
        }
        if (isShared && isPreflight(request)) {
            response.setHeader("Access-Control-Allow-Methods", "GET");
            response.setStatus(isOurs ? HttpServletResponse.SC_OK : HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }
}
