package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import io.busha.resourceserver.spring.webflux.WebFluxServer;
import io.busha.resourceserver.token.VerifiedToken;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.PathMatchConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Endpoints of WebFlux that a route line leaves to a chain of the application, which knows another issuer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactiveAnotherIssuerTest {

    @RestController
    @Import(Chain.class)
    static class Wallet {
        @GetMapping("/partner/x")
        Mono<String> x(ServerWebExchange exchange, Mono<Principal> principal) {
            return ResourceServerWebFilter.token()
                    .hasElement()
                    .zipWith(principal)
                    .map(found -> ResourceServerWebFilter.token(exchange).isPresent() + " " + found.getT1() + " "
                            + found.getT2().getName());
        }

        @GetMapping("/partner/token")
        String token(@Nullable VerifiedToken token, Optional<VerifiedToken> maybe) {
            return token + " " + maybe.isPresent();
        }

        @PostMapping("/partner/orders/{id}")
        String order(@PathVariable String id) {
            return "ordered " + id;
        }

        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances() {
            return "balances";
        }

        @Open
        @GetMapping("/rates")
        String rates() {
            return "rates";
        }

        /** Shows the path that a header names, behind all chains. */
        @Bean
        @Order
        WebFilter rewriting() {
            return (exchange, chain) -> {
                String path = exchange.getRequest().getHeaders().getFirst("X-Path");
                return path == null
                        ? chain.filter(exchange)
                        : chain.filter(exchange.mutate()
                                .request(request -> request.path(path))
                                .build());
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Chain {
        @Bean
        SecurityWebFilterChain ofPartners(ServerHttpSecurity http) {
            return chain(http, "/partner/**");
        }
    }

    private static SecurityWebFilterChain chain(ServerHttpSecurity http, String path) {
        NimbusReactiveJwtDecoder decoder = new NimbusReactiveJwtDecoder(Partners.publicKey());
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher(path))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtDecoder(decoder)))
                .build();
    }

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(Wallet.class, Partners.LINE);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private int status(String path, String... headers) {
        return server.get(path, headers).status();
    }

    @Test
    void leavesDecisionToChainOfOtherIssuer() {
        assertThat(server.get("/partner/x", Partners.bearer()).body()).isEqualTo("false false local-user");
        assertThat(server.get("/partner/token", Partners.bearer()).body()).isEqualTo("null false");
        assertThat(server.send("POST", "/partner/orders/7", "", Partners.bearer())
                        .body())
                .isEqualTo("ordered 7");
        for (String[] headers : List.of(new String[0], new String[] {server.bearer("balances:read")}, new String[] {
            "Authorization: Bearer a.b.c"
        })) {
            assertThat(server.get("/partner/x", headers).status()).isEqualTo(401);
            assertThat(server.get("/partner/x", headers).header("WWW-Authenticate"))
                    .startsWith("Bearer")
                    .doesNotContain("busha");
        }
    }

    @Test
    void deniesTokensOfOtherIssuerElsewhere() {
        for (String path : List.of("/balances", "/rates", "/none", "/partner/none", "/partner")) {
            assertThat(status(path, Partners.bearer("balances:read"))).as(path).isEqualTo(401);
        }
        assertThat(server.send("PUT", "/partner/x", "", Partners.bearer()).status())
                .isEqualTo(401);
        assertThat(status("/balances", server.bearer("balances:read"))).isEqualTo(200);
        assertThat(status("/partner/none")).isEqualTo(403);
        assertThat(status("/partner/none", server.bearer())).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/partner/../balances",
                "/partner/%2e%2e/balances",
                "/partner/..;/balances",
                "/partner;x=1/../balances",
                "/PARTNER/x",
                "//partner/x",
                "/partner//x",
                "/partner/./x",
                "/partner/x/",
                "/partner%2Fx",
                "/balances/../partner/x"
            })
    void deniesOddSpellingsOfUnprotectedPath(String path) {
        assertThat(status(path, Partners.bearer())).isBetween(400, 404);
        assertThat(status(path)).isBetween(400, 404);
        assertThat(status(path, server.bearer())).isBetween(400, 404);
    }

    @Test
    void decidesAgainIfFilterChangesPath() {
        assertThat(status("/partner/x", Partners.bearer(), "X-Path: /balances")).isEqualTo(401);
        assertThat(status("/partner/x", Partners.bearer(), "X-Path: /partner/token"))
                .isEqualTo(401);
        assertThat(status("/rates", "X-Path: /partner/x")).isEqualTo(403);
        assertThat(status("/rates", server.bearer(), "X-Path: /partner/x")).isEqualTo(403);
    }

    @Test
    void warnsAboutUnprotectedEndpointInAudit() {
        var audit = server.context().getBean(AuditedDoor.class).audit().orElseThrow();
        assertThat(audit.toString()).containsPattern("GET,HEAD +/partner/x +.*Wallet.x +unprotected +route line");
        assertThat(audit.warnings()).anyMatch(warning -> warning.startsWith("UNPROTECTED: GET,HEAD /partner/x ("));
    }

    @RestController
    static class Plain {
        @GetMapping("/partner/{id}")
        String one() {
            return "one";
        }
    }

    private static void refusesToStart(String why, Class<?> source) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> WebFluxServer.with(source, Partners.LINE).close())
                .withMessageContaining("route line \"* /partner/** unprotected\" cannot leave GET,HEAD /partner/{id}")
                .withMessageContaining(why);
    }

    @Import(Plain.class)
    static class Elsewhere {
        @Bean
        SecurityWebFilterChain others(ServerHttpSecurity http) {
            return chain(http, "/partners/**");
        }
    }

    @Import(Plain.class)
    static class OfOneAlone {
        @Bean
        SecurityWebFilterChain first(ServerHttpSecurity http) {
            return chain(http, "/partner/1");
        }
    }

    @Import(Plain.class)
    static class Empty {
        @Bean
        SecurityWebFilterChain nothing() {
            return new SecurityWebFilterChain() {
                @Override
                public Mono<Boolean> matches(ServerWebExchange exchange) {
                    return Mono.just(true);
                }

                @Override
                public Flux<WebFilter> getWebFilters() {
                    return Flux.empty();
                }
            };
        }
    }

    @Import(Plain.class)
    static class Failing {
        @Bean
        SecurityWebFilterChain failing() {
            return new MatcherSecurityWebFilterChain(
                    exchange -> Mono.error(new IllegalStateException("no header")),
                    List.of((exchange, chain) -> chain.filter(exchange)));
        }
    }

    @RestController
    @Import(Chain.class)
    static class Annotated {
        @Authenticated
        @GetMapping("/partner/{id}")
        String one() {
            return "one";
        }
    }

    @Test
    void refusesToStartWithoutChainOfApplication() {
        refusesToStart("takes its callers from this door", Plain.class);
        refusesToStart("no SecurityWebFilterChain of your own matches it", Elsewhere.class);
        refusesToStart("no SecurityWebFilterChain of your own matches it", OfOneAlone.class);
        refusesToStart("has no filters", Empty.class);
        refusesToStart("cannot tell by method and path", Failing.class);
        refusesToStart("it declares \"authenticated\" at", Annotated.class);
    }

    /** Spring finds a handler by more paths than the chain matches. */
    @Import({Plain.class, Chain.class})
    static class Lax implements WebFluxConfigurer {
        @Override
        public void configurePathMatching(PathMatchConfigurer paths) {
            paths.setUseCaseSensitiveMatch(false);
        }
    }

    @Test
    void closesEndpointIfNoChainMatches() {
        try (WebFluxServer lax = WebFluxServer.with(Lax.class, Partners.LINE)) {
            assertThat(lax.get("/partner/1", Partners.bearer()).body()).isEqualTo("one");
            assertThat(lax.get("/PARTNER/1").status()).isEqualTo(403);
            assertThat(lax.get("/PARTNER/1", Partners.bearer()).status()).isEqualTo(401);
            assertThat(lax.get("/PARTNER/1", lax.bearer()).status()).isEqualTo(403);
        }
    }
}
