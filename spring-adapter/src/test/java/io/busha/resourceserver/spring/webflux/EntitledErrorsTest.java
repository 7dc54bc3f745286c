package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Callers whom an endpoint at the path admits get Spring's own errors. Other callers are denied first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntitledErrorsTest {

    private static final String JSON = "Content-Type: application/json";
    private static final AtomicInteger ANSWERED = new AtomicInteger();

    @RestController
    static class Wallet {
        @RequireScope("transfers:write")
        @PostMapping(path = "/transfers", consumes = "application/json", produces = "application/json")
        Mono<String> transfer(@RequestBody String body) {
            return Mono.just(body);
        }

        @RequireScope("balances:read")
        @GetMapping("/balances")
        Mono<String> balances(@RequestParam String account) {
            return Mono.just(account);
        }

        @RequireScope("names:write")
        @PutMapping("/name")
        Mono<String> rename() {
            return Mono.just("renamed");
        }

        @Open
        @PutMapping("/colour")
        Mono<String> colour() {
            return Mono.just("coloured");
        }

        @Bean
        RouterFunction<ServerResponse> functions() {
            return RouterFunctions.route()
                    .GET("/function", new Declared())
                    .filter((request, next) -> next.handle(request))
                    .build();
        }

        /** What would answer by itself, as a login page does. */
        @Bean
        WebFilter answering() {
            return (exchange, chain) -> {
                if (!exchange.getRequest().getPath().value().equals("/login")) {
                    return chain.filter(exchange);
                }
                ANSWERED.incrementAndGet();
                exchange.getResponse().setStatusCode(HttpStatus.OK);
                return exchange.getResponse().setComplete();
            };
        }
    }

    @RequireScope("functions:call")
    static final class Declared implements HandlerFunction<ServerResponse> {
        @Override
        public Mono<ServerResponse> handle(ServerRequest request) {
            return ServerResponse.ok().bodyValue("called");
        }
    }

    @RequireScope("unlisted:read")
    static final class Unlisted implements WebHandler {
        @Override
        public Mono<Void> handle(ServerWebExchange exchange) {
            exchange.getResponse().setStatusCode(HttpStatus.ACCEPTED);
            return exchange.getResponse().setComplete();
        }
    }

    /** A mapping that shows nobody what it maps. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Unlisting implements HandlerMapping {
        @Override
        public Mono<Object> getHandler(ServerWebExchange exchange) {
            return exchange.getRequest().getPath().value().equals("/unlisted")
                    ? Mono.just(new Unlisted())
                    : Mono.empty();
        }
    }

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(Wallet.class, "spring.webflux.hiddenmethod.filter.enabled=true");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private int transfer(String method, String... headers) {
        return server.send(method, "/transfers", "{}", headers).status();
    }

    @Test
    void leavesErrorsOfEntitledCallersToSpring() {
        String entitled = server.bearer("transfers:write");
        assertThat(transfer("POST", entitled, JSON)).isEqualTo(200);
        assertThat(transfer("POST", entitled, "Content-Type: text/plain")).isEqualTo(415);
        assertThat(transfer("POST", entitled, JSON, "Accept: text/csv")).isEqualTo(406);
        assertThat(transfer("GET", entitled)).isEqualTo(405);
        assertThat(server.get("/balances", server.bearer("balances:read")).status())
                .isEqualTo(400);
        assertThat(server.get("/nowhere", entitled).status()).isEqualTo(404);
    }

    @Test
    void deniesOtherCallersBeforeSpringsErrors() {
        String other = server.bearer("other");
        assertThat(transfer("POST", "Content-Type: text/plain")).isEqualTo(401);
        assertThat(transfer("POST", "Content-Type: text/plain", other)).isEqualTo(403);
        assertThat(transfer("POST", JSON, "Accept: text/csv", other)).isEqualTo(403);
        assertThat(transfer("GET", other)).isEqualTo(403);
        assertThat(transfer("GET")).isEqualTo(403);
        assertThat(server.get("/balances", other).status()).isEqualTo(403);
        assertThat(server.get("/nowhere").status()).isEqualTo(403);
    }

    @Test
    void answers404BeforeFiltersBehindTheDoor() {
        assertThat(server.get("/login", server.bearer()).status()).isEqualTo(404);
        assertThat(server.get("/login").status()).isEqualTo(403);
        assertThat(ANSWERED).hasValue(0);
    }

    @Test
    void enforcesRuleIfFormFieldChangesMethod() {
        String form = "Content-Type: application/x-www-form-urlencoded";
        assertThat(server.send("POST", "/name", "_method=PUT", form).status()).isEqualTo(401);
        assertThat(server.send("POST", "/name", "_method=PUT", form, server.bearer("names:write"))
                        .body())
                .isEqualTo("renamed");
        assertThat(server.send("POST", "/colour", "_method=PUT", form).body()).isEqualTo("coloured");
    }

    @Test
    void enforcesRuleOfHandlerFunctionBehindRouteFilters() {
        assertThat(server.get("/function").status()).isEqualTo(401);
        assertThat(server.get("/function", server.bearer("other")).status()).isEqualTo(403);
        assertThat(server.get("/function", server.bearer("functions:call")).body())
                .isEqualTo("called");
    }

    @Test
    void enforcesRuleOfHandlerThatItsMappingDoesNotList() {
        try (WebFluxServer unlisting = WebFluxServer.with(Unlisting.class)) {
            assertThat(unlisting.get("/unlisted").status()).isEqualTo(401);
            assertThat(unlisting.get("/unlisted", unlisting.bearer("other")).status())
                    .isEqualTo(403);
            assertThat(unlisting
                            .get("/unlisted", unlisting.bearer("unlisted:read"))
                            .status())
                    .isEqualTo(202);
            assertThat(unlisting.get("/nowhere").status()).isEqualTo(403);
        }
    }
}
