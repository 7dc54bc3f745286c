package io.busha.resourceserver.it.jaxrs.matrix;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The servlet of an implementation. Records why it did not start, and keeps passing requests to it even then. */
final class Watched implements Servlet {

    private final Servlet servlet;
    private volatile @Nullable String fault;

    Watched(Servlet servlet) {
        this.servlet = servlet;
    }

    /** Returns the stack trace of the failure with its causes. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public void init(ServletConfig config) throws ServletException {
        try {
            servlet.init(config);
        } catch (ServletException | RuntimeException e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text, true));
            fault = text.toString();
        }
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        servlet.service(request, response);
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return servlet.getServletConfig();
    }

    @Override
    public String getServletInfo() {
        return servlet.getServletInfo();
    }

    @Override
    public void destroy() {
        servlet.destroy();
    }
}
