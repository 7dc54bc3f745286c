package io.busha.resourceserver.it.jaxrs;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;

/** An embedded Tomcat that runs one JAX-RS application. */
public final class JaxRsServer implements AutoCloseable {

    private static final String SERVLET = "jaxrs";
    private static final int HEADERS = 128 * 1024;

    static {
        Registry.disableRegistry(); // servers that start at the same time would register the same names in it and fail
    }

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final Context context;
    private final String prefix;

    /** The configuration of a server before it starts. */
    public static final class Plan {
        private final JaxRsRuntime runtime;
        private final Application application;
        private final Map<String, Filter> filters = new LinkedHashMap<>();
        private Consumer<ServletContext> beforehand = context -> {};
        private final String prefix;

        private Plan(JaxRsRuntime runtime, Application application) {
            this.runtime = runtime;
            this.application = application;
            ApplicationPath path = application.getClass().getAnnotation(ApplicationPath.class);
            this.prefix = path == null ? "" : "/" + path.value();
        }

        /** Adds a filter for all requests and dispatcher types, after the filters added before. */
        public Plan filter(String name, Filter filter) {
            filters.put(name, filter);
            return this;
        }

        /** Sets an action on the servlet context that runs before anything is registered. */
        public Plan beforehand(Consumer<ServletContext> action) {
            beforehand = action;
            return this;
        }

        /** Starts the server on a free port. If the application does not start, its exception is the cause of the thrown one. */
        public JaxRsServer start() throws IOException, LifecycleException, ServletException {
            return new JaxRsServer(this);
        }

        private void install(ServletContext servlets) {
            beforehand.accept(servlets);
            filters.forEach((name, filter) -> {
                FilterRegistration.Dynamic registration = servlets.addFilter(name, filter);
                registration.setAsyncSupported(true);
                registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
            });
            ServletRegistration.Dynamic registration =
                    servlets.addServlet(SERVLET, runtime.servlet(application, prefix));
            registration.setInitParameters(runtime.initParameters(prefix));
            registration.setAsyncSupported(true);
            registration.addMapping(prefix + "/*");
        }
    }

    /** Returns a plan for a server with this application and implementation. */
    public static Plan of(JaxRsRuntime runtime, Application application) {
        return new Plan(runtime, application);
    }

    private JaxRsServer(Plan plan) throws IOException, LifecycleException, ServletException {
        Path all = Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath());
        tomcat.setBaseDir(Files.createTempDirectory(all, "").toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(HEADERS));
        connector.setProperty("maxThreads", "40");
        connector.setProperty("minSpareThreads", "4");
        tomcat.setConnector(connector);
        prefix = plan.prefix;
        context = tomcat.addContext("", null);
        context.addServletContainerInitializer((classes, servlets) -> plan.install(servlets), null);
        try {
            tomcat.start();
            ((Wrapper) context.findChild(SERVLET)).load();
        } catch (LifecycleException | ServletException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns the URI of the server, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Returns the prefix of each resource's path: that of {@link ApplicationPath}, or an empty string. */
    public String base() {
        return prefix;
    }

    /** Returns the servlet context of the application. */
    public ServletContext context() {
        return context.getServletContext();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }
}
