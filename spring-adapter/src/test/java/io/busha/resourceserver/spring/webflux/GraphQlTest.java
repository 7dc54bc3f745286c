package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.GraphQlSocket;
import io.busha.resourceserver.spring.Handshake;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.core.publisher.Mono;

/** What is declared on methods for GraphQL, behind an endpoint that a line opens. */
class GraphQlTest {

    private static final String JSON = "Content-Type: application/json";

    @Controller
    static class Books {
        @RequireScope("books:read")
        @QueryMapping
        Mono<String> title() {
            return Mono.just("Emma");
        }

        @Open
        @QueryMapping
        Mono<String> open() {
            return Mono.just("open");
        }

        /** There is Tomcat on the class path as well, which Spring would otherwise ask to upgrade. */
        @Bean
        WebFluxConfigurer upgrades() {
            return new WebFluxConfigurer() {
                @Override
                public WebSocketService getWebSocketService() {
                    return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
                }
            };
        }
    }

    private static String query(WebFluxServer server, String field, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(JSON);
        return server.send("POST", "/graphql", "{\"query\":\"{" + field + "}\"}", all.toArray(new String[0]))
                .body();
    }

    @Test
    void enforcesRulesOfGraphQlMethods() {
        try (WebFluxServer server = WebFluxServer.with(
                Books.class,
                "busha.routes=POST /graphql open",
                "spring.graphql.schema.locations=classpath:graphql-books/")) {
            assertThat(query(server, "open")).contains("\"open\":\"open\"");
            assertThat(query(server, "title", server.bearer("books:read"))).contains("\"title\":\"Emma\"");
            assertThat(query(server, "title", server.bearer("other")))
                    .contains("errors")
                    .doesNotContain("Emma");
            assertThat(query(server, "title")).contains("errors").doesNotContain("Emma");
        }
    }

    @Test
    void enforcesRulesOverWebSocketByTokenOfHandshake() throws InterruptedException {
        try (WebFluxServer server = WebFluxServer.with(
                Books.class,
                "busha.routes=GET /sockets authenticated",
                "spring.graphql.websocket.path=/sockets",
                "spring.graphql.schema.locations=classpath:graphql-books/")) {
            assertThat(Handshake.with(server.uri(), "/sockets")).isEqualTo(401);
            GraphQlSocket reader = GraphQlSocket.open(server.uri(), server.bearer("books:read"));
            assertThat(reader.ask("title")).contains("\"title\":\"Emma\"");
            GraphQlSocket other = GraphQlSocket.open(server.uri(), server.bearer("other"));
            assertThat(other.ask("open")).contains("\"open\":\"open\"");
            assertThat(other.ask("title")).contains("errors").doesNotContain("Emma");
        }
    }
}
