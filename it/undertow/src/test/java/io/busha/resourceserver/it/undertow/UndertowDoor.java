package io.busha.resourceserver.it.undertow;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.xnio.OptionMap;

/** The application of the contract on Undertow, registered by code. */
final class UndertowDoor extends ServletDoor {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final UndertowServer server;
    private final RequestGuard guard;
    private final UndertowServer.Deployed application;

    /** With these options of the server besides the usual ones. */
    UndertowDoor(Map<String, String> settings, OptionMap options) throws ServletException {
        guard = RequestGuard.builder(Settings.from(settings))
                .meterRegistry(registry)
                .build();
        server = UndertowServer.start(options);
        application = server.deploy(application(), guard::close);
    }

    private DeploymentInfo application() {
        ServletContainerInitializer installer =
                (classes, servlets) -> ContractApplication.install(servlets, new ResourceServerFilter(guard), registry);
        return Servlets.deployment()
                .setDeploymentName("contract")
                .setContextPath("/")
                .setClassLoader(UndertowDoor.class.getClassLoader())
                .addErrorPage(Servlets.errorPage(ContractApplication.ERROR_PAGE, 418))
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        installer.getClass(), new ImmediateInstanceFactory<>(installer), Set.of()));
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
