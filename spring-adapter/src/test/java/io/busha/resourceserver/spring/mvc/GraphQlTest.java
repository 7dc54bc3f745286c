package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.GraphQlSocket;
import io.busha.resourceserver.spring.Handshake;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What is declared on methods for GraphQL, behind an endpoint that a line opens. */
class GraphQlTest {

    private static final String JSON = "Content-Type: application/json";

    @Controller
    static class Books {
        @RequireScope("books:read")
        @QueryMapping
        String title() {
            return "Emma";
        }

        @Open
        @QueryMapping
        String open() {
            return "open";
        }
    }

    private static String query(MvcServer server, String field, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(JSON);
        return server.send("POST", "/graphql", "{\"query\":\"{" + field + "}\"}", all.toArray(new String[0]))
                .body();
    }

    @Test
    void enforcesRulesOfGraphQlMethods() {
        try (MvcServer server = MvcServer.with(
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
    void closesGraphQlMethodsOverWebSocket() throws InterruptedException {
        try (MvcServer server = MvcServer.with(
                Books.class,
                "busha.routes=GET /sockets authenticated",
                "spring.graphql.websocket.path=/sockets",
                "spring.graphql.schema.locations=classpath:graphql-books/")) {
            assertThat(Handshake.with(server.uri(), "/sockets")).isEqualTo(401);
            assertThat(server.send("POST", "/graphql", "{}", server.bearer()).status())
                    .isEqualTo(403);
            GraphQlSocket reader = GraphQlSocket.open(server.uri(), server.bearer("books:read"));
            assertThat(reader.ask("open")).contains("\"open\":\"open\"");
            assertThat(reader.ask("title")).contains("errors").doesNotContain("Emma");
        }
    }
}
