package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.RawHttp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Applications that bring beans of Spring Security themselves. */
class OwnChainTest {

    @Configuration(proxyBeanMethods = false)
    static class WithOurs {
        @Bean
        SecurityFilterChain api(HttpSecurity http, DeclaredRules declared) throws Exception {
            return http.with(BushaResourceServer.busha(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/jwt")
                            .hasAuthority("SCOPE_admin")
                            .requestMatchers("/caller")
                            .denyAll()
                            .anyRequest()
                            .access(declared))
                    .build();
        }
    }

    @Test
    void canAskForMoreThanTheEndpointsDeclare() {
        try (SecuredServer server = SecuredServer.with(Wallet.class, WithOurs.class)) {
            assertThat(server.get("/balances", server.bearer("balances:read")).body())
                    .isEqualTo("balances");
            assertThat(server.get("/balances").status()).isEqualTo(401);
            assertThat(server.get("/undeclared", server.bearer()).status()).isEqualTo(403);
            assertThat(server.get("/jwt", server.bearer("admin")).status()).isEqualTo(200);
            RawHttp.Response lacking = server.get("/jwt", server.bearer("balances:read"));
            assertThat(lacking.status()).isEqualTo(403);
            assertThat(lacking.headers("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"admin\"");
            assertThat(lacking.body()).contains("insufficient-scope");
            RawHttp.Response nobody = server.get("/caller");
            assertThat(nobody.status()).isEqualTo(401);
            assertThat(nobody.headers("Set-Cookie")).isEmpty();
            assertThat(nobody.body()).contains("no-credentials");
            assertThat(server.get("/missing", server.bearer()).status()).isEqualTo(404);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutOurs {
        @Bean
        SecurityFilterChain everything(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Test
    void openNothingWithAChainThatPermitsAll() {
        try (SecuredServer server = SecuredServer.with(Wallet.class, WithoutOurs.class)) {
            assertThat(server.get("/balances").status()).isEqualTo(401);
            assertThat(server.get("/balances", server.bearer("other")).status()).isEqualTo(403);
            assertThat(server.get("/undeclared", server.bearer()).status()).isEqualTo(403);
            assertThat(server.get("/balances", server.bearer("balances:read")).status())
                    .isEqualTo(200);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfSpring {
        @Bean
        SecurityFilterChain stock(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }
    }

    @Test
    void canKeepTheChainOfSpringsOwnResourceServer() {
        try (SecuredServer server = SecuredServer.with(Wallet.class, OfSpring.class)) {
            assertThat(server.get("/jwt", server.bearer()).body()).isEqualTo("local-user local-client true");
            assertThat(server.get("/balances").body()).contains("urn:busha:problem:no-credentials");
            assertThat(server.get("/balances").headers("Set-Cookie")).isEmpty();
            assertThat(server.get("/undeclared", server.bearer()).body()).contains("endpoint-closed");
            String token = server.issuer().accessToken().sign();
            assertThat(server.get("/value", "Authorization: Bearer " + token).body())
                    .isEqualTo(token);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Credulous {
        @Bean
        JwtDecoder everything() {
            return text -> new Jwt(
                    text,
                    null,
                    Instant.MAX,
                    Map.of("alg", "none"),
                    Map.of("sub", "x", "scp", List.of("balances:read")));
        }
    }

    @Test
    void openNothingWithADecoderThatBelievesEverything() {
        for (Class<?> chain : List.of(OfSpring.class, Credulous.class)) {
            try (SecuredServer server = SecuredServer.with(Wallet.class, Credulous.class, chain)) {
                assertThat(server.context().getBeansOfType(JwtDecoder.class)).containsOnlyKeys("everything");
                assertThat(server.get("/balances", "Authorization: Bearer a.b.c")
                                .status())
                        .isEqualTo(401);
                assertThat(server.get("/balances", server.bearer()).status()).isEqualTo(403);
                assertThat(server.get("/balances", server.bearer("balances:read"))
                                .body())
                        .isEqualTo("balances");
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoChains {
        @Bean
        @Order(1)
        SecurityFilterChain balances(HttpSecurity http) throws Exception {
            return http.securityMatcher("/balances")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Test
    void openNothingThatNoChainMatches() {
        try (SecuredServer server = SecuredServer.with(Wallet.class, TwoChains.class)) {
            for (String path : List.of("/balances", "/jwt", "/callable")) {
                assertThat(server.get(path).status()).as(path).isEqualTo(401);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutTheDoor {
        @Bean
        FilterRegistrationBean<ResourceServerFilter> bushaFilterRegistration(ResourceServerFilter door) {
            FilterRegistrationBean<ResourceServerFilter> none = new FilterRegistrationBean<>(door);
            none.setEnabled(false);
            return none;
        }
    }

    @Test
    void openNothingWhereTheDoorWasTakenAway() {
        try (SecuredServer server = SecuredServer.with(Wallet.class, WithoutTheDoor.class)) {
            assertThat(server.get("/balances").status()).isEqualTo(401);
            assertThat(server.get("/balances", server.bearer("balances:read")).status())
                    .isEqualTo(401);
            assertThat(server.get("/rates").status()).isEqualTo(401);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Shared {
        @Bean
        CorsConfigurationSource corsConfigurationSource() {
            CorsConfiguration shared = new CorsConfiguration();
            shared.addAllowedOrigin("https://app.example");
            shared.addAllowedMethod("GET");
            shared.addAllowedHeader("Authorization");
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/balances", shared);
            return source;
        }
    }

    @Test
    void answerPreflightsByTheConfigurationOfCors() {
        String[] asked = {"Origin: https://app.example", "Access-Control-Request-Method: GET"};
        String[] foreign = {"Origin: https://elsewhere.example", "Access-Control-Request-Method: GET"};
        try (SecuredServer server = SecuredServer.with(Wallet.class, Shared.class)) {
            RawHttp.Response preflight = server.send("OPTIONS", "/balances", asked);
            assertThat(preflight.status()).isEqualTo(200);
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
            assertThat(server.send("OPTIONS", "/balances", foreign).status()).isEqualTo(403);
            assertThat(server.send("OPTIONS", "/jwt", asked).status()).isEqualTo(403);
            assertThat(server.send("OPTIONS", "/balances").status()).isEqualTo(403);
            RawHttp.Response nobody = server.get("/balances", asked[0]);
            assertThat(nobody.status()).isEqualTo(401);
            assertThat(nobody.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
            RawHttp.Response good = server.get("/balances", asked[0], server.bearer("balances:read"));
            assertThat(good.status()).isEqualTo(200);
            assertThat(good.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByFilter {
        @Bean
        CorsFilter corsFilter() {
            return new CorsFilter(new Shared().corsConfigurationSource());
        }

        @Bean
        SecurityFilterChain api(HttpSecurity http, DeclaredRules declared) throws Exception {
            return http.with(BushaResourceServer.busha(), withDefaults())
                    .cors(withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().access(declared))
                    .build();
        }
    }

    @Test
    void shareTheFilterOfCorsWithTheDoor() {
        String origin = "Origin: https://app.example";
        try (SecuredServer server = SecuredServer.with(Wallet.class, ByFilter.class)) {
            RawHttp.Response preflight =
                    server.send("OPTIONS", "/balances", origin, "Access-Control-Request-Method: GET");
            assertThat(preflight.status()).isEqualTo(200);
            for (RawHttp.Response answer : List.of(
                    preflight,
                    server.get("/balances", origin),
                    server.get("/balances", origin, server.bearer()),
                    server.get("/balances", origin, server.bearer("balances:read")))) {
                assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
            }
            assertThat(server.get("/balances", origin).status()).isEqualTo(401);
        }
    }

    @Test
    void answerNoPreflightWithoutOne() {
        try (SecuredServer server = SecuredServer.with(Wallet.class)) {
            assertThat(server.send(
                                    "OPTIONS",
                                    "/balances",
                                    "Origin: https://app.example",
                                    "Access-Control-Request-Method: GET")
                            .status())
                    .isEqualTo(403);
        }
    }
}
