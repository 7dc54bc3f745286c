package io.busha.resourceserver.it.spring;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.util.FileSystemUtils;

/** A Spring Boot application that a standalone Tomcat starts from a WAR by its initializer. */
final class Deployment implements AutoCloseable {

    private final Path folder;
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();
    private final UnaryOperator<SpringApplicationBuilder> application;
    private final Consumer<Context> descriptor;
    private Context context;

    private Deployment(UnaryOperator<SpringApplicationBuilder> application, Consumer<Context> descriptor)
            throws IOException, LifecycleException {
        folder = Files.createTempDirectory("war");
        tomcat.setBaseDir(folder.toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        this.application = application;
        this.descriptor = descriptor;
        context = deploy();
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            close();
            throw e;
        }
        if (!context.getState().isAvailable()) {
            close();
            throw new IllegalStateException("the application did not start");
        }
    }

    private Context deploy() {
        StandardContext fresh = new StandardContext();
        fresh.setPath("");
        fresh.setDocBase(folder.toString());
        fresh.addLifecycleListener(new Tomcat.FixContextListener());
        descriptor.accept(fresh);
        fresh.addServletContainerInitializer(
                (classes, servlets) -> new Initializer(application).onStartup(servlets), Set.of());
        tomcat.getHost().addChild(fresh);
        return fresh;
    }

    /** Starts it with this descriptor in place of a web.xml. */
    static Deployment start(UnaryOperator<SpringApplicationBuilder> application, Consumer<Context> descriptor)
            throws IOException, LifecycleException {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        return new Deployment(application, descriptor);
    }

    private static final class Initializer extends SpringBootServletInitializer {

        private final UnaryOperator<SpringApplicationBuilder> application;

        Initializer(UnaryOperator<SpringApplicationBuilder> application) {
            this.application = application;
        }

        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
            return application.apply(builder);
        }
    }

    /** Undeploys the application; the server keeps running. */
    void undeploy() {
        tomcat.getHost().removeChild(context);
    }

    /** Deploys the application again. */
    void redeploy() {
        context = deploy();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    ServletContext context() {
        return context.getServletContext();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
            FileSystemUtils.deleteRecursively(folder);
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
