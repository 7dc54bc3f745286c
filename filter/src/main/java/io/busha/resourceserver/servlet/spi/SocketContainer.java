package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads WebSocket endpoints from the container that they were added to: the WebSocket API has methods only for adding them. Load this class
 * only if there is such a container, because the API may be missing otherwise.
 */
final class SocketContainer {

    /** The attribute of an application that holds the container (Jakarta WebSocket 2.1, section 6.4). */
    static final String API = "jakarta.websocket.server.ServerContainer";

    /** The attribute in which Jetty keeps the targets of handshakes, including endpoints of its own API. */
    static final String OF_JETTY = "org.eclipse.jetty.websocket.core.server.WebSocketMappings";

    private static final String OF_TOMCAT = "org.apache.tomcat.";
    private static final String CREATOR = "JakartaWebSocketCreator"; // endpoints of Jetty's own API have another one

    private SocketContainer() {}

    /**
     * Returns all endpoints that are registered now.
     *
     * @throws IllegalStateException if the container does not show them
     */
    static List<SocketEndpoint> endpoints(ServletContext context) {
        Object jetty = context.getAttribute(OF_JETTY);
        if (jetty != null) {
            return ofJetty(new Reflected(jetty));
        }
        Object container = context.getAttribute(API);
        return endpoints(container.getClass().getName(), new Reflected(container));
    }

    /** Returns the endpoints of a container whose class has this name. */
    static List<SocketEndpoint> endpoints(String name, Reflected container) {
        return name.startsWith(OF_TOMCAT) ? ofTomcat(container) : ofUndertow(container);
    }

    private static List<SocketEndpoint> ofTomcat(Reflected container) {
        List<Object> matches =
                new ArrayList<>(values(container.field("configExactMatchMap").target()));
        for (Object ofOneLength :
                values(container.field("configTemplateMatchMap").target())) {
            matches.addAll(values(ofOneLength));
        }
        return matches.stream()
                .map(match -> configured(new Reflected(match).field("config").target()))
                .toList();
    }

    private static Collection<?> values(Object map) {
        return ((Map<?, ?>) map).values();
    }

    private static List<SocketEndpoint> ofUndertow(Reflected container) {
        return ((Collection<?>) container.get("getConfiguredServerEndpoints").target())
                .stream()
                        .map(found -> new Reflected(found).get("getEndpointConfiguration"))
                        .map(found -> configured(found.target()))
                        .toList();
    }

    private static List<SocketEndpoint> ofJetty(Reflected mappings) {
        return ((Collection<?>) mappings.field("mappings").get("getMappings").target())
                .stream().map(Reflected::new).map(SocketContainer::mapped).toList();
    }

    private static SocketEndpoint mapped(Reflected mapping) {
        Reflected creator = mapping.get("getResource").get("getWebSocketCreator");
        if (creator.target().getClass().getSimpleName().equals(CREATOR)) {
            return configured(creator.field("baseConfig").target());
        }
        Reflected pattern = mapping.get("getPathSpec");
        return new SocketEndpoint(
                SocketPath.pattern(
                        (String) pattern.get("getDeclaration").target(),
                        path -> Boolean.TRUE.equals(pattern.invoke("matches", path))),
                creator.target().getClass(),
                origin -> true);
    }

    private static SocketEndpoint configured(Object found) {
        if (found instanceof ServerEndpointConfig config) {
            return new SocketEndpoint(
                    SocketPath.template(config.getPath()), config.getEndpointClass(), origin -> config.getConfigurator()
                            .checkOrigin(origin));
        }
        throw new IllegalStateException(
                found.getClass().getName() + " belongs to another WebSocket API than jakarta.websocket");
    }
}
