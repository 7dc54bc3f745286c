package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.it.app.Partners;
import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.app.WebResources;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xnio.OptionMap;

/** The application of the contract on Undertow, registered by code. */
final class UndertowDoor extends ServletDoor {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UndertowServer server;
    private final RequestGuard guard;
    private final UndertowServer.Deployed application;

    /** Opens the application on a server with these additional options. */
    UndertowDoor(Map<String, String> settings, OptionMap options) throws ServletException, IOException {
        guard = RequestGuard.builder(Settings.from(Partners.without(settings)))
                .meterRegistry(registry)
                .build();
        server = UndertowServer.start(options);
        application = server.deploy(application(settings), guard::close);
    }

    private DeploymentInfo application(Map<String, String> settings) throws IOException {
        ServletContainerInitializer installer = (classes, servlets) ->
                ContractApplication.install(servlets, new ResourceServerFilter(guard), settings, registry);
        DeploymentInfo info = Servlets.deployment()
                .setDeploymentName("contract")
                .setContextPath("/")
                .setClassLoader(UndertowDoor.class.getClassLoader())
                .setResourceManager(new PathResourceManager(WebResources.folder()))
                .addWelcomePages(ContractApplication.WELCOME_FILES)
                .addErrorPage(Servlets.errorPage(ContractApplication.ERROR_PAGE, 418))
                .addErrorPage(Servlets.errorPage(ContractApplication.ERROR_PAGE, ContractApplication.ERROR_TYPE))
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        installer.getClass(), new ImmediateInstanceFactory<>(installer), Set.of()));
        return UndertowServer.withJsps(UndertowServer.withWebSockets(info, List.of()));
    }

    @Override
    public URI uri() {
        return application.uri();
    }

    @Override
    protected ServletContext context() {
        return application.context();
    }

    @Override
    public void close() {
        application.close();
        server.close();
    }
}
