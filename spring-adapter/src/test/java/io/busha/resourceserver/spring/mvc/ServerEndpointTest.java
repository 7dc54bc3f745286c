package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** WebSocket endpoints of the container, beside Spring's handlers: the door is asked before a handshake is answered. */
class ServerEndpointTest {

    private static final AtomicInteger OPENED = new AtomicInteger();

    private static final String[] HANDSHAKE = {
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    public static final class Socket extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            OPENED.incrementAndGet();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sockets {
        @Bean
        ServletListenerRegistrationBean<ServletContextListener> endpoints() {
            return new ServletListenerRegistrationBean<>(new ServletContextListener() {
                @Override
                public void contextInitialized(ServletContextEvent event) {
                    ServerContainer container =
                            (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
                    add(container, "/undeclared");
                    add(container, "/by-line");
                }
            });
        }

        private static void add(ServerContainer container, String path) {
            try {
                container.addEndpoint(
                        ServerEndpointConfig.Builder.create(Socket.class, path).build());
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static int handshake(MvcServer server, String path, String... headers) {
        String[] all = new String[HANDSHAKE.length + headers.length];
        System.arraycopy(HANDSHAKE, 0, all, 0, HANDSHAKE.length);
        System.arraycopy(headers, 0, all, HANDSHAKE.length, headers.length);
        return server.get(path, all).status();
    }

    @Test
    void closesEndpointWithoutRouteLine() {
        try (MvcServer server = MvcServer.with(Sockets.class, "busha.routes=GET /by-line prices:read")) {
            assertThat(handshake(server, "/undeclared")).isEqualTo(403);
            assertThat(handshake(server, "/undeclared", server.bearer("prices:read")))
                    .isEqualTo(403);
            assertThat(handshake(server, "/by-line")).isEqualTo(401);
            assertThat(handshake(server, "/by-line", server.bearer("other"))).isEqualTo(403);
            assertThat(OPENED).hasValue(0);
            String token = server.bearer("prices:read").substring("Authorization: ".length());
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", token)
                    .buildAsync(
                            URI.create("ws://" + server.uri().getAuthority() + "/by-line"), new WebSocket.Listener() {})
                    .join();
            socket.abort();
        }
    }
}
