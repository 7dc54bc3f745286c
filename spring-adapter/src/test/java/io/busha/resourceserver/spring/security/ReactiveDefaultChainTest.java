package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.webflux.WebFluxServer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.token.VerifiedToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableReactiveMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The chain of a WebFlux application that defines none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ReactiveDefaultChainTest {

    @RestController
    @EnableReactiveMethodSecurity
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        Mono<String> balances() {
            return Mono.just("balances");
        }

        @RequireScope("transfers:write")
        @PostMapping("/transfers")
        String create() {
            return "created";
        }

        @Authenticated
        @GetMapping("/jwt")
        String jwt(@AuthenticationPrincipal Jwt jwt, VerifiedToken token, Mono<VerifiedToken> later) {
            return jwt.getSubject() + " " + jwt.getClaimAsString("client_id") + " " + token.subject();
        }

        @Authenticated
        @GetMapping("/authorities")
        Mono<String> authorities(Authentication caller) {
            return ReactiveSecurityContextHolder.getContext()
                    .map(SecurityContext::getAuthentication)
                    .map(same -> caller.getName() + " " + caller.getAuthorities() + " " + (same == caller));
        }

        @Authenticated
        @PreAuthorize("hasAuthority('SCOPE_transfers:write')")
        @GetMapping("/transfers")
        Mono<String> transfers() {
            return Mono.just("transfers");
        }

        @Open
        @PreAuthorize("isAuthenticated()")
        @GetMapping("/somebody")
        Mono<String> somebody() {
            return Mono.just("somebody");
        }

        @Open
        @GetMapping("/rates")
        Mono<String> rates(Mono<VerifiedToken> token) {
            return token.map(VerifiedToken::subject).defaultIfEmpty("anonymous");
        }
    }

    private WebFluxServer server;

    @BeforeAll
    void start(CapturedOutput output) {
        server = WebFluxServer.with(Wallet.class);
        assertThat(output).contains("Started ").doesNotContain("generated security password");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void isDenial(RawHttp.Response answer, int status, String problem) {
        assertThat(answer.status()).as(answer.head()).isEqualTo(status);
        assertThat(answer.headers("Content-Type")).containsExactly("application/problem+json");
        assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers("Set-Cookie")).isEmpty();
        assertThat(answer.headers("WWW-Authenticate")).noneMatch(challenge -> challenge.startsWith("Basic"));
        assertThat(answer.body()).startsWith("{\"type\":\"urn:busha:problem:" + problem + "\"");
    }

    @Test
    void admitsCallerWithScope() {
        RawHttp.Response answer = server.get("/balances", server.bearer("balances:read"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Set-Cookie")).isEmpty();
        assertThat(server.send("POST", "/transfers", "{}", server.bearer("transfers:write"))
                        .body())
                .isEqualTo("created");
    }

    @Test
    void sendsDenialsOfTheGuard() {
        isDenial(server.get("/balances"), 401, "no-credentials");
        isDenial(server.get("/balances", "Authorization: Bearer a.b"), 401, "malformed-token");
        isDenial(server.get("/rates", "Authorization: Bearer a.b"), 401, "malformed-token");
        isDenial(server.get("/balances", "Authorization: Bearer a b"), 400, "malformed-credentials");
        isDenial(server.get("/balances", server.bearer("other")), 403, "insufficient-scope");
        isDenial(server.get("/balances", "Authorization: Basic dXNlcjpwYXNz"), 401, "no-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/logout", "/error", "/nowhere", "/oauth2/authorization/x"})
    void servesNoPagesOfSpringSecurity(String path) {
        isDenial(server.get(path), 403, "endpoint-closed");
        RawHttp.Response missing = server.get(path, server.bearer("balances:read"));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("\"path\":\"" + path + "\"");
        isDenial(server.send("POST", path, "username=user"), 403, "endpoint-closed");
    }

    @Test
    void showsCallerLikeSpringSecurity() {
        assertThat(server.get("/jwt", server.bearer()).body()).isEqualTo("local-user local-client local-user");
        assertThat(server.get("/authorities", server.bearer("balances:read", "openid"))
                        .body())
                .isEqualTo("local-user [SCOPE_balances:read, SCOPE_openid] true");
        assertThat(server.get("/rates", server.bearer()).body()).isEqualTo("local-user");
        assertThat(server.get("/rates").body()).isEqualTo("anonymous");
    }

    @Test
    void obeysPreAuthorize() {
        assertThat(server.get("/transfers", server.bearer("transfers:write")).body())
                .isEqualTo("transfers");
        RawHttp.Response lacking = server.get("/transfers", server.bearer("balances:read"));
        assertThat(lacking.status()).isEqualTo(403);
        assertThat(lacking.body()).contains("urn:busha:problem:insufficient-scope");
        assertThat(server.get("/somebody", server.bearer()).body()).isEqualTo("somebody");
        RawHttp.Response nobody = server.get("/somebody");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.headers("WWW-Authenticate")).containsExactly("Bearer realm=\"busha\"");
    }
}
