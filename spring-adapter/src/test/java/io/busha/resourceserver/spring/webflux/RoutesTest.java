package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Route lines and paths below a base path, for handlers without an annotation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutesTest {

    private static final AtomicInteger ASKED = new AtomicInteger();

    @Authenticated
    static final class Declared implements HandlerFunction<ServerResponse> {
        @Override
        public Mono<ServerResponse> handle(ServerRequest request) {
            return ServerResponse.ok().bodyValue("declared");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Functions {
        @Bean
        RouterFunction<ServerResponse> routes() {
            HandlerFunction<ServerResponse> answer =
                    request -> ServerResponse.ok().bodyValue(request.path());
            return RouterFunctions.route(GET("/open"), answer)
                    .andRoute(GET("/balances"), answer)
                    .andRoute(GET("/undeclared"), answer)
                    .andRoute(GET("/declared"), new Declared())
                    .andNest(path("/nested"), RouterFunctions.route(GET("/{id}"), answer))
                    .andRoute(POST("/curious").and(RoutesTest::isAsked), answer);
        }

        @Bean
        Annotated annotated() {
            return new Annotated();
        }
    }

    @RestController
    static class Annotated {
        @Open
        @GetMapping("/files/{*rest}")
        String files() {
            return "files";
        }
    }

    /** A predicate that could read a body. */
    private static boolean isAsked(ServerRequest request) {
        return ASKED.incrementAndGet() > 0;
    }

    private static final String ROUTES = "GET /open open; GET /balances balances:read; GET /nested/** authenticated;"
            + " GET /static/** open; GET /closed.txt closed";

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(
                Functions.class,
                "spring.webflux.base-path=/app",
                "spring.web.resources.static-locations=classpath:/webflux-files/",
                "busha.routes=" + ROUTES);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private int status(String path, String... headers) {
        return server.get(path, headers).status();
    }

    @Test
    void appliesRouteTableBelowBasePath() {
        assertThat(server.get("/app/open").body()).isEqualTo("/open");
        assertThat(status("/app/balances")).isEqualTo(401);
        assertThat(status("/app/balances", server.bearer("balances:read"))).isEqualTo(200);
        assertThat(status("/app/nested/7")).isEqualTo(401);
        assertThat(status("/app/nested/7", server.bearer())).isEqualTo(200);
        assertThat(status("/app/declared")).isEqualTo(401);
        assertThat(status("/app/declared", server.bearer())).isEqualTo(200);
        assertThat(status("/open")).isEqualTo(404);
    }

    @Test
    void closesRoutesWithoutRule() {
        assertThat(status("/app/undeclared", server.bearer("balances:read"))).isEqualTo(403);
    }

    @Test
    void runsNoPredicateForCallerWithoutAccess() {
        ASKED.set(0);
        assertThat(server.send("POST", "/app/curious", "a=1", "Content-Type: application/x-www-form-urlencoded")
                        .status())
                .isEqualTo(403);
        assertThat(ASKED).hasValue(0);
    }

    @Test
    void servesFilesOnlyWithRouteLine() {
        assertThat(server.get("/app/static/page.txt").body()).isEqualTo("static page\n");
        assertThat(status("/app/index.html", server.bearer())).isEqualTo(404);
        assertThat(status("/app/index.html")).isEqualTo(403);
        assertThat(status("/app/", server.bearer())).as("the welcome page").isEqualTo(403);
        assertThat(status("/app", server.bearer())).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app//open",
                "/app/./open",
                "/app/x/../open",
                "/app/nested/..;/open",
                "/app/%2e/open",
                "/app/nested%2f7",
                "/app/nested/%2e%2e/balances",
                "/app/nested/7%00",
                "/app/static/..%2findex.html",
                "/app/static/%2e%2e/index.html",
                "/app/static/..;/index.html",
                "/app/static//../index.html",
                "/app/static/..%5cindex.html",
                "/app/Open",
                "/app/open/"
            })
    void closesRoutesOnOddPaths(String path) {
        assertThat(status(path, server.bearer("balances:read"))).isIn(403, 404);
    }

    @Test
    void appliesAnnotationOnOddPaths() {
        assertThat(status("/app/files//x%2fy;a=b/")).isEqualTo(200);
    }

    @Test
    void matchesDecodedPathWithoutParameters() {
        assertThat(status("/app/op%65n")).isEqualTo(200);
        assertThat(status("/app/b%61lances;x=1")).isEqualTo(401);
    }
}
