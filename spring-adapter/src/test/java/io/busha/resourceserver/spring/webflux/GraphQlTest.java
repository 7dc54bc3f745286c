package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
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
    }

    private static String query(WebFluxServer server, String field, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(JSON);
        return server.send("POST", "/graphql", "{\"query\":\"{" + field + "}\"}", all.toArray(new String[0]))
                .body();
    }

    @Test
    void isEnforced() {
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
}
