package io.busha.resourceserver.it.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;

/** Adds WebSocket endpoints by code: those without annotations, and all of them if the container does not scan for annotations. */
public class AddsWebSockets implements ServletContextListener {

    private final boolean annotatedToo;

    /** Creates a listener for {@code web.xml}, where the container finds the annotated endpoints itself. */
    public AddsWebSockets() {
        this(false);
    }

    AddsWebSockets(boolean annotatedToo) {
        this.annotatedToo = annotatedToo;
    }

    @Override
    public final void contextInitialized(ServletContextEvent event) {
        Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            add((ServerContainer) container);
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(ServerContainer container) throws DeploymentException {
        if (annotatedToo) {
            for (Class<?> endpoint : WebSockets.ANNOTATED) {
                container.addEndpoint(endpoint);
            }
        }
        for (Map.Entry<String, Class<? extends Endpoint>> endpoint : WebSockets.PROGRAMMATIC.entrySet()) {
            container.addEndpoint(ServerEndpointConfig.Builder.create(endpoint.getValue(), endpoint.getKey())
                    .build());
        }
    }
}
