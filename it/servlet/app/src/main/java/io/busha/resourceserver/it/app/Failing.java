package io.busha.resourceserver.it.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;

/** Parts of an application that fail at start. */
public final class Failing {

    private static final String MESSAGE = "an application that fails";

    private Failing() {}

    public static final class AsFilter implements Filter {
        @Override
        public void init(FilterConfig config) throws ServletException {
            throw new ServletException(MESSAGE);
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {}
    }

    public static final class AsListener implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            throw new IllegalStateException(MESSAGE);
        }
    }

    /** Adds a failing servlet that is initialised with the application. */
    public static final class AsServlet implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServletRegistration.Dynamic servlet = event.getServletContext().addServlet("failing", Eager.class);
            servlet.addMapping("/failing");
            servlet.setLoadOnStartup(1);
        }
    }

    public static final class Eager extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        public void init() {
            throw new IllegalStateException(MESSAGE); // Undertow keeps serving after a ServletException
        }
    }
}
