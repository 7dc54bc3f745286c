package io.busha.resourceserver.it.tomcat10;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** The application of the contract on Tomcat, registered by code. */
final class TomcatDoor extends ServletDoor {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TomcatServer server = new TomcatServer();
    private final RequestGuard guard;
    private final Context context;

    TomcatDoor(Map<String, String> settings) throws IOException, LifecycleException {
        guard = RequestGuard.builder(Settings.from(settings))
                .meterRegistry(registry)
                .build();
        context = server.tomcat().addContext("", TomcatServer.folder());
        context.addErrorPage(errorPage());
        context.addServletContainerInitializer(
                (classes, servlets) -> ContractApplication.install(servlets, new ResourceServerFilter(guard), registry),
                null);
        server.tomcat().start();
    }

    private static ErrorPage errorPage() {
        ErrorPage page = new ErrorPage();
        page.setErrorCode(418);
        page.setLocation(ContractApplication.ERROR_PAGE);
        return page;
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    protected ServletContext context() {
        return context.getServletContext();
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            guard.close();
        }
    }
}
