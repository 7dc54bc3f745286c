package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;

/** The rule that is checked is that of the handler that runs, even if a filter changes the request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChosenHandlerTest {

    @RestController
    static class Wallet {
        @Open
        @GetMapping("/open")
        String open() {
            return "open";
        }

        @RequireScope("balances:read")
        @GetMapping("/secret")
        String secret() {
            return "secret";
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }

        @Open
        @PostMapping("/hidden")
        String create() {
            return "created";
        }

        @RequireScope("transfers:write")
        @DeleteMapping("/hidden")
        String delete() {
            return "deleted";
        }

        @Open
        @GetMapping(path = "/by-param", params = "!all")
        String one() {
            return "one";
        }

        @RequireScope("balances:read")
        @GetMapping(path = "/by-param", params = "all")
        String all() {
            return "all";
        }

        @Open
        @PostMapping(path = "/by-form", params = "!all")
        String formOfOne() {
            return "one";
        }

        @RequireScope("balances:read")
        @PostMapping(path = "/by-form", params = "all")
        String formOfAll() {
            return "all";
        }

        @Open
        @GetMapping(path = "/by-header", headers = "!X-All")
        String withoutHeader() {
            return "one";
        }

        @RequireScope("balances:read")
        @GetMapping(path = "/by-header", headers = "X-All")
        String withHeader() {
            return "all";
        }

        @Open
        @PostMapping(path = "/by-type", consumes = "text/plain")
        String text() {
            return "text";
        }

        @Authenticated
        @PostMapping(path = "/by-type", consumes = "application/json")
        String json() {
            return "json";
        }

        /** What a filter behind the door may do. */
        @Bean
        @Order(0)
        WebFilter rewriting() {
            return (exchange, chain) -> {
                ServerHttpRequest.Builder request = exchange.getRequest().mutate();
                header(exchange.getRequest(), "X-Path").ifPresent(request::path);
                header(exchange.getRequest(), "X-Method")
                        .map(HttpMethod::valueOf)
                        .ifPresent(request::method);
                header(exchange.getRequest(), "X-Add").ifPresent(name -> request.header(name, "1"));
                return chain.filter(exchange.mutate().request(request.build()).build());
            };
        }

        private static Optional<String> header(ServerHttpRequest request, String name) {
            return Optional.ofNullable(request.getHeaders().getFirst(name));
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

    private int status(String path, String... headers) {
        return server.get(path, headers).status();
    }

    @Test
    void decidesAgainIfFilterChangesPath() {
        assertThat(status("/open")).isEqualTo(200);
        assertThat(status("/open", "X-Path: /secret")).isEqualTo(401);
        assertThat(status("/open", "X-Path: /secret", server.bearer("other"))).isEqualTo(403);
        assertThat(status("/open", "X-Path: /undeclared", server.bearer("balances:read")))
                .isEqualTo(403);
        assertThat(server.get("/open", "X-Path: /secret", server.bearer("balances:read"))
                        .body())
                .isEqualTo("secret");
    }

    @Test
    void decidesAgainIfFilterChangesMethod() {
        assertThat(server.send("POST", "/hidden", "").body()).isEqualTo("created");
        assertThat(server.send("POST", "/hidden", "", "X-Method: DELETE").status())
                .isEqualTo(401);
        String form = "Content-Type: application/x-www-form-urlencoded";
        assertThat(server.send("POST", "/hidden", "_method=DELETE", form).status())
                .isEqualTo(401);
        assertThat(server.send("POST", "/hidden", "_method=DELETE", form, server.bearer("transfers:write"))
                        .body())
                .isEqualTo("deleted");
    }

    @Test
    void decidesAgainIfFilterChangesHeaderOfMapping() {
        assertThat(status("/by-header", "X-Add: X-All")).isEqualTo(401);
    }

    @Test
    void appliesRuleOfMappingThatMatchesRequest() {
        assertThat(status("/by-param")).isEqualTo(200);
        assertThat(status("/by-param?all")).isEqualTo(401);
        assertThat(status("/by-param?all", server.bearer("balances:read"))).isEqualTo(200);
        assertThat(status("/by-header")).isEqualTo(200);
        assertThat(status("/by-header", "X-All: 1")).isEqualTo(401);
        assertThat(server.send("POST", "/by-type", "x", "Content-Type: text/plain")
                        .body())
                .isEqualTo("text");
        assertThat(server.send("POST", "/by-type", "{}", "Content-Type: application/json")
                        .status())
                .isEqualTo(401);
        assertThat(server.send("POST", "/by-type", "x", "Content-Type: image/png", server.bearer())
                        .status())
                .isEqualTo(415);
    }

    @Test
    void readsParametersOnlyFromQuery() {
        String form = "Content-Type: application/x-www-form-urlencoded";
        assertThat(server.send("POST", "/by-form", "all=1", form).body()).isEqualTo("one");
        assertThat(server.send("POST", "/by-form?all", "", form).status()).isEqualTo(401);
    }
}
