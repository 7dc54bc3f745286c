package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.util.FileSystemUtils;

/** An application of Spring Boot as a Tomcat of its own starts it out of a WAR: by its initializer. */
final class War implements AutoCloseable {

    private final LocalIssuer issuer = LocalIssuer.start();
    private final Path folder;
    private final Tomcat tomcat = new Tomcat();
    private final Connector connector = new Connector();

    private War(Class<?> application) throws IOException, LifecycleException {
        folder = Files.createTempDirectory("war");
        tomcat.setBaseDir(folder.toString());
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        context.addServletContainerInitializer(
                (classes, servlets) -> new Initializer(application, issuer.issuer()).onStartup(servlets), Set.of());
        tomcat.start();
        if (!context.getState().isAvailable()) {
            close();
            throw new IllegalStateException("the application did not start");
        }
    }

    static War start(Class<?> application) throws IOException, LifecycleException {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        return new War(application);
    }

    private static final class Initializer extends SpringBootServletInitializer {

        private final Class<?> application;
        private final String issuer;

        Initializer(Class<?> application, String issuer) {
            this.application = application;
            this.issuer = issuer;
        }

        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
            return builder.sources(application)
                    .registerShutdownHook(false)
                    .properties(Map.of(
                            "spring.main.banner-mode",
                            "off",
                            "busha.issuer",
                            issuer,
                            "busha.client-id",
                            LocalIssuer.CLIENT_ID,
                            "busha.start-up",
                            "required",
                            "busha.start-up-limit",
                            "2m"));
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** The header with a token that has these scopes. */
    String bearer(String... scopes) {
        return "Authorization: Bearer " + issuer.accessToken().scopes(scopes).sign();
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
        } finally {
            issuer.close();
        }
    }
}
