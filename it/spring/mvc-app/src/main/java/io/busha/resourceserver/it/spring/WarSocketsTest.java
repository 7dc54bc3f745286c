package io.busha.resourceserver.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.tomcat.websocket.server.WsSci;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.PerConnectionWebSocketHandler;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Handlers of spring-websocket in a WAR, on every version of Spring. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class WarSocketsTest {

    private static final int OPEN = 101;

    @RequireScope("prices:read")
    static final class Prices extends TextWebSocketHandler {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableWebSocket
    static class Application {
        @Bean
        PerConnectionWebSocketHandler perConnection() {
            return new PerConnectionWebSocketHandler(Prices.class);
        }

        @Bean
        WebSocketConfigurer sockets(PerConnectionWebSocketHandler perConnection) {
            return registry -> {
                registry.addHandler(new Prices(), "/prices");
                registry.addHandler(new Prices(), "/sockjs").withSockJS();
                registry.addHandler(perConnection, "/per-connection");
            };
        }
    }

    private War war;

    @BeforeAll
    void start() throws Exception {
        war = War.start(Application.class, context -> context.addServletContainerInitializer(new WsSci(), Set.of()));
    }

    @AfterAll
    void stop() {
        war.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prices", "/sockjs/websocket", "/per-connection"})
    void opensWebSocketForTokenWithRequiredScope(String path) {
        assertThat(handshake(path, "Accept: */*")).isEqualTo(401);
        assertThat(handshake(path, war.bearer("other"))).isEqualTo(403);
        assertThat(handshake(path, war.bearer("prices:read"))).isEqualTo(OPEN);
    }

    private int handshake(String path, String header) {
        String[] halves = header.split(": ", 2);
        try {
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header(halves[0], halves[1])
                    .buildAsync(URI.create("ws://" + war.uri().getAuthority() + path), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return OPEN;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException denied) {
                return denied.getResponse().statusCode();
            }
            throw e;
        }
    }
}
