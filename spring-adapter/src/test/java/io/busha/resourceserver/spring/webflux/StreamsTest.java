package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Answers that go on for long: events and WebSockets are decided on before they begin. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsTest {

    private static final AtomicInteger EVENTS = new AtomicInteger();
    private static final AtomicInteger SOCKETS = new AtomicInteger(); // still counted when a client has gone
    private static final String[] HANDSHAKE = {
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    @RequireScope("prices:read")
    static final class Declaring implements WebSocketHandler {
        @Override
        public Mono<Void> handle(WebSocketSession session) {
            SOCKETS.incrementAndGet();
            return session.close();
        }
    }

    @RestController
    static class Prices {
        @RequireScope("prices:read")
        @GetMapping(path = "/events", produces = "text/event-stream")
        Flux<String> events() {
            EVENTS.incrementAndGet();
            return Flux.just("one", "two");
        }

        /** There is Tomcat on the class path as well, which this would otherwise ask to upgrade. */
        @Bean
        WebFluxConfigurer upgrades() {
            return new WebFluxConfigurer() {
                @Override
                public WebSocketService getWebSocketService() {
                    return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
                }
            };
        }

        @Bean
        HandlerMapping sockets() {
            WebSocketHandler undeclared = session -> {
                SOCKETS.incrementAndGet();
                return session.close();
            };
            return new SimpleUrlHandlerMapping(
                    Map.of("/declaring", new Declaring(), "/undeclared", undeclared, "/by-line", undeclared), -1);
        }
    }

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(Prices.class, "busha.routes=GET /by-line prices:read");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void startsEventStreamOnlyForCallerWithScope() {
        EVENTS.set(0);
        assertThat(server.get("/events").status()).isEqualTo(401);
        assertThat(server.get("/events", server.bearer("other")).status()).isEqualTo(403);
        assertThat(EVENTS).hasValue(0);
        assertThat(server.get("/events", server.bearer("prices:read")).body()).contains("data:one", "data:two");
    }

    @Test
    void opensWebSocketOnlyForCallerWithScope() {
        SOCKETS.set(0);
        for (String path : new String[] {"/declaring", "/by-line"}) {
            assertThat(handshake(path)).as(path).isEqualTo(401);
            assertThat(handshake(path, server.bearer("other"))).as(path).isEqualTo(403);
        }
        assertThat(handshake("/undeclared", server.bearer("prices:read"))).isEqualTo(403);
        assertThat(SOCKETS).hasValue(0);
        for (String path : new String[] {"/declaring", "/by-line"}) {
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", server.bearer("prices:read").substring("Authorization: ".length()))
                    .buildAsync(URI.create("ws://" + server.uri().getAuthority() + path), new WebSocket.Listener() {})
                    .join();
            socket.abort();
        }
    }

    private int handshake(String path, String... headers) {
        String[] all = new String[HANDSHAKE.length + headers.length];
        System.arraycopy(HANDSHAKE, 0, all, 0, HANDSHAKE.length);
        System.arraycopy(headers, 0, all, HANDSHAKE.length, headers.length);
        return server.get(path, all).status();
    }
}
