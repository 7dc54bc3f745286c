package io.busha.resourceserver.it.tomcat11;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** The application of the contract on an embedded Tomcat, at 127.0.0.1 and a free port. */
final class TomcatDoor extends ServletDoor {

    private static final int HEADERS = 128 * 1024;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Tomcat tomcat = new Tomcat();
    private final RequestGuard guard;
    private final Connector connector;
    private final Context context;

    TomcatDoor(Map<String, String> settings) throws IOException, LifecycleException {
        guard = RequestGuard.builder(Settings.from(settings))
                .meterRegistry(registry)
                .build();
        Path folder = Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath());
        tomcat.setBaseDir(folder.toString());
        connector = connector();
        tomcat.setConnector(connector);
        context = tomcat.addContext("", folder.toString());
        context.addErrorPage(errorPage());
        context.addServletContainerInitializer(
                (classes, servlets) -> ContractApplication.install(servlets, new ResourceServerFilter(guard), registry),
                null);
        tomcat.start();
    }

    private static Connector connector() {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxHttpRequestHeaderSize", Integer.toString(HEADERS));
        connector.setProperty("maxThreads", "40");
        connector.setProperty("minSpareThreads", "4");
        return connector;
    }

    private static ErrorPage errorPage() {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(418);
        page.setLocation(ContractApplication.ERROR_PAGE);
        return page;
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    protected ServletContext context() {
        return context.getServletContext();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } finally {
            guard.close();
        }
    }
}
