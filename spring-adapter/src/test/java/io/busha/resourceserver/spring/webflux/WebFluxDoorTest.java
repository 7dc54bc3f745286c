package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The WebFlux door, with one dependency, one property and one annotation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebFluxDoorTest {

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        Mono<String> balances() {
            return Mono.just("balances");
        }

        @Authenticated
        @GetMapping("/me")
        String me(VerifiedToken token) {
            return token.subject();
        }

        @Open
        @GetMapping("/rates")
        String rates(Optional<VerifiedToken> token) {
            return token.map(VerifiedToken::subject).orElse("anonymous");
        }

        @Open
        @GetMapping("/later")
        Mono<String> later(Mono<VerifiedToken> token) {
            return token.map(VerifiedToken::subject).defaultIfEmpty("anonymous");
        }

        @Open
        @GetMapping("/elsewhere")
        Mono<String> elsewhere() {
            return ResourceServerWebFilter.token()
                    .map(VerifiedToken::subject)
                    .defaultIfEmpty("anonymous")
                    .subscribeOn(Schedulers.boundedElastic());
        }

        @Open
        @GetMapping("/exchange")
        String exchange(ServerWebExchange exchange) {
            return ResourceServerWebFilter.token(exchange)
                    .map(VerifiedToken::subject)
                    .orElse("anonymous");
        }

        @Open
        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }

        @Open
        @GetMapping("/missing")
        Mono<String> missing() {
            return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }
    }

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(Wallet.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void admitsCallerWithScope() {
        RawHttp.Response answer = server.get("/balances", server.bearer("balances:read"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("balances");
    }

    @Test
    void deniesCallerWithoutScope() {
        RawHttp.Response answer = server.get("/balances", server.bearer("transfers:write"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope", "balances:read");
    }

    @Test
    void deniesRequestWithoutToken() {
        RawHttp.Response answer = server.get("/balances");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("urn:busha:problem:no-credentials");
    }

    @Test
    void passesTokenToHandler() {
        assertThat(server.get("/me", server.bearer()).body()).isEqualTo("local-user");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rates", "/later", "/elsewhere", "/exchange"})
    void passesTokenToOpenHandlerIfPresented(String path) {
        assertThat(server.get(path, server.bearer()).body()).isEqualTo("local-user");
        assertThat(server.get(path).body()).isEqualTo("anonymous");
        assertThat(server.get(path, "Authorization: Bearer a.b").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/error", "/index.html", "//balances", "/balances/"})
    void answers404OnlyToCallersWithToken(String path) {
        assertThat(server.get(path, server.bearer("balances:read")).status()).isEqualTo(404);
        assertThat(server.get(path).status()).isIn(401, 403);
    }

    @Test
    void closesHandlerWithoutRule() {
        assertThat(server.get("/undeclared", server.bearer("balances:read")).status())
                .isEqualTo(403);
        assertThat(server.get("/", server.bearer()).status())
                .as("the welcome page")
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "TRACE"})
    void leavesOtherMethodsToSpringForAdmittedCaller(String method) {
        assertThat(server.send(method, "/balances", "", server.bearer("balances:read"))
                        .status())
                .isEqualTo(405);
        assertThat(server.send(method, "/balances", "", server.bearer()).status())
                .isEqualTo(403);
        assertThat(server.send(method, "/balances", "").status()).isEqualTo(403);
    }

    @Test
    void closesOptionsWithoutRule() {
        assertThat(server.send("OPTIONS", "/balances", "", server.bearer("balances:read"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void leavesHandlerFailuresToApplication() {
        assertThat(server.get("/broken").status()).isEqualTo(500);
        RawHttp.Response missing = server.get("/missing", server.bearer());
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("\"path\":\"/missing\"");
    }
}
