package io.busha.resourceserver.it.tomcat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.it.app.Partners;
import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.app.WebResources;
import io.busha.resourceserver.it.contract.Front;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.jasper.servlet.JasperInitializer;
import org.apache.jasper.servlet.JspServlet;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.websocket.server.WsSci;

/** The application of the contract on Tomcat, registered by code. */
final class TomcatDoor extends ServletDoor {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TomcatServer server = new TomcatServer();
    private final RequestGuard guard;
    private final Context context;

    TomcatDoor(Map<String, String> settings) throws IOException, LifecycleException {
        guard = RequestGuard.builder(Settings.from(Partners.without(settings)))
                .meterRegistry(registry)
                .build();
        context = server.tomcat().addContext("", WebResources.folder().toString());
        ContractApplication.WELCOME_FILES.forEach(context::addWelcomeFile);
        pages();
        files();
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer(
                (classes, servlets) ->
                        ContractApplication.install(servlets, new ResourceServerFilter(guard), settings, registry),
                null);
        server.tomcat().start();
    }

    private void pages() {
        ErrorPage byStatus = new ErrorPage();
        byStatus.setErrorCode(418);
        byStatus.setLocation(ContractApplication.ERROR_PAGE);
        context.addErrorPage(byStatus);
        ErrorPage byType = new ErrorPage();
        byType.setExceptionType(ContractApplication.ERROR_TYPE.getName());
        byType.setLocation(ContractApplication.ERROR_PAGE);
        context.addErrorPage(byType);
    }

    /** Adds the default servlet and JSPs, like the {@code web.xml} of a full Tomcat. */
    private void files() {
        Tomcat.addServlet(context, "default", DefaultServlet.class.getName()).addMapping("/");
        Tomcat.addServlet(context, "jsp", JspServlet.class.getName()).addMapping("*.jsp");
        context.addServletContainerInitializer(new JasperInitializer(), null);
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
    public Front front() {
        return Front.TOMCAT;
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
