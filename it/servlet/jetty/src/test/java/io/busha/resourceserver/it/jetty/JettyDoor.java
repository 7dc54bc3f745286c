package io.busha.resourceserver.it.jetty;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.app.ByCode;
import io.busha.resourceserver.it.app.ContractApplication;
import io.busha.resourceserver.it.app.Partners;
import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.app.WebResources;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.it.contract.Row;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.UriCompliance;

/** The application of the contract on Jetty, registered by code. */
final class JettyDoor extends ServletDoor {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JettyServer jetty = new JettyServer();
    private final ServletContextHandler context = new ServletContextHandler("/");
    private final RequestGuard guard;

    /** Returns the gaps of this door. */
    static Map<Row, String> gaps() {
        Map<Row, String> gaps = ByCode.gaps();
        gaps.put(Row.JSP, "only the WAR has JSPs");
        return gaps;
    }

    private JettyDoor(Map<String, String> settings) throws IOException {
        guard = RequestGuard.builder(Settings.from(Partners.without(settings)))
                .meterRegistry(registry)
                .build();
        context.setBaseResourceAsPath(WebResources.folder());
        context.setWelcomeFiles(ContractApplication.WELCOME_FILES.toArray(String[]::new));
        pages();
        files();
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addServletContainerInitializer((classes, servlets) ->
                ContractApplication.install(servlets, new ResourceServerFilter(guard), settings, registry));
    }

    private void pages() {
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(418, ContractApplication.ERROR_PAGE);
        errors.addErrorPage(ContractApplication.ERROR_TYPE, ContractApplication.ERROR_PAGE);
        context.setErrorHandler(errors);
    }

    /** Adds the default servlet, and hides the folders that it must not serve, like a full Jetty does for a WAR. */
    private void files() {
        context.addServlet(new ServletHolder("default", DefaultServlet.class), "/");
        context.setProtectedTargets(new String[] {"/WEB-INF", "/META-INF"});
    }

    /** Opens a door on a Jetty with default settings. */
    static JettyDoor open(Map<String, String> settings) throws Exception {
        JettyDoor door = new JettyDoor(settings);
        door.jetty.start(door.context);
        return door;
    }

    /** Opens a door on a Jetty that refuses no path and decodes ambiguous ones. */
    static JettyDoor openLax(Map<String, String> settings, UriCompliance compliance) throws Exception {
        JettyDoor door = new JettyDoor(settings);
        door.jetty.tolerate(compliance);
        door.context.getServletHandler().setDecodeAmbiguousURIs(true);
        door.jetty.start(door.context);
        return door;
    }

    @Override
    public URI uri() {
        return jetty.uri();
    }

    @Override
    protected ServletContext context() {
        return context.getServletContext();
    }

    @Override
    public void close() {
        jetty.close();
        guard.close();
    }
}
