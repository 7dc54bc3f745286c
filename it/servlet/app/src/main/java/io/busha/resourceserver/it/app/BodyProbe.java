package io.busha.resourceserver.it.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs before all other filters and detects access to the body before an endpoint has begun: before an endpoint was counted, or
 * before {@link #admit} was called.
 */
public final class BodyProbe implements Filter {

    private static final String ADMITTED = "contract.admitted";

    /** Allows access to the body from now on, because a framework may read parameters between the door and an endpoint. */
    public static void admit(ServletRequest request) {
        request.setAttribute(ADMITTED, true);
    }

    /** Returns the action to run whenever code touches the body of this request. */
    public static Runnable note(HttpServletRequest request) {
        Sightings seen = Sightings.of(request.getServletContext());
        return () -> {
            if (!Sightings.counted(request) && request.getAttribute(ADMITTED) == null) {
                seen.touched().set(true);
            }
        };
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean outermost = request.getDispatcherType() == DispatcherType.REQUEST;
        chain.doFilter(outermost ? new Watched((HttpServletRequest) request) : request, response);
    }

    private static final class Watched extends HttpServletRequestWrapper {
        private final Runnable note;

        Watched(HttpServletRequest request) {
            super(request);
            note = note(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            note.run();
            return super.getInputStream();
        }

        @Override
        public BufferedReader getReader() throws IOException {
            note.run();
            return super.getReader();
        }

        @Override
        public @Nullable String getParameter(String name) {
            note.run();
            return super.getParameter(name);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            note.run();
            return Collections.unmodifiableMap(super.getParameterMap());
        }

        @Override
        public Enumeration<String> getParameterNames() {
            note.run();
            return super.getParameterNames();
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            note.run();
            return super.getParameterValues(name);
        }

        @Override
        public Collection<Part> getParts() throws IOException, ServletException {
            note.run();
            return super.getParts();
        }

        @Override
        public @Nullable Part getPart(String name) throws IOException, ServletException {
            note.run();
            return super.getPart(name);
        }
    }
}
