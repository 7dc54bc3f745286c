package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import io.busha.resourceserver.spring.webflux.WebFluxServer;
import io.busha.resourceserver.testkit.RawHttp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** A chain of the application can require more, and can open no endpoint. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactiveOwnChainTest {

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances() {
            return "balances";
        }

        @Authenticated
        @GetMapping("/admin")
        String admin() {
            return "admin";
        }

        @Open
        @GetMapping("/rates")
        String rates() {
            return "rates";
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }

        @Bean
        MapReactiveUserDetailsService users() {
            return new MapReactiveUserDetailsService(User.withUsername("user")
                    .password("{noop}pass")
                    .authorities("SCOPE_balances:read")
                    .build());
        }

        @Bean
        SecurityWebFilterChain own(ServerHttpSecurity http) {
            return http.authorizeExchange(exchanges -> exchanges
                            .pathMatchers("/admin")
                            .hasAuthority("SCOPE_admin")
                            .anyExchange()
                            .permitAll())
                    .httpBasic(Customizer.withDefaults())
                    .build();
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

    private int status(String path, String... headers) {
        return server.get(path, headers).status();
    }

    @Test
    void replacesDefaultChain() {
        assertThat(server.context().getBeansOfType(SecurityWebFilterChain.class))
                .containsOnlyKeys("own");
    }

    @Test
    void opensNoEndpointThatTheDoorCloses() {
        assertThat(status("/balances")).isEqualTo(401);
        assertThat(status("/balances", server.bearer("other"))).isEqualTo(403);
        assertThat(status("/undeclared", server.bearer("balances:read"))).isEqualTo(403);
        assertThat(status("/balances", server.bearer("balances:read"))).isEqualTo(200);
        assertThat(status("/rates")).isEqualTo(200);
    }

    @Test
    void deniesOtherAuthenticationSchemes() {
        String basic = "Authorization: Basic dXNlcjpwYXNz";
        assertThat(status("/rates", basic)).isEqualTo(200);
        assertThat(status("/balances", basic)).isEqualTo(401);
        assertThat(status("/admin", basic)).isEqualTo(401);
    }

    @Test
    void requiresMoreThanTheDoor() {
        assertThat(status("/admin", server.bearer("other"))).isEqualTo(403);
        assertThat(status("/admin", server.bearer("admin"))).isEqualTo(200);
    }

    /** The chain here permits all, as does the one of an application that brings none. */
    static class WithoutTheDoor extends Wallet {
        @Bean
        static BeanDefinitionRegistryPostProcessor taking() {
            return registry -> registry.removeBeanDefinition("bushaFilter");
        }
    }

    @Test
    void opensNoEndpointIfFilterWasRemoved() {
        try (WebFluxServer without = WebFluxServer.with(WithoutTheDoor.class)) {
            assertThat(without.context().getBeanProvider(ResourceServerWebFilter.class).stream())
                    .isEmpty();
            assertThat(without.get("/balances").status()).isEqualTo(401);
            assertThat(without.get("/balances", without.bearer("other")).status())
                    .isEqualTo(403);
            assertThat(without.get("/undeclared", without.bearer("balances:read"))
                            .status())
                    .isEqualTo(403);
            assertThat(without.get("/rates").status()).isEqualTo(200);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Shared {
        @RestController
        static class Rates {
            @RequireScope("balances:read")
            @GetMapping("/balances")
            String balances() {
                return "balances";
            }
        }

        @Bean
        CorsConfigurationSource corsConfigurationSource() {
            CorsConfiguration shared = new CorsConfiguration();
            shared.addAllowedOrigin("https://app.example");
            shared.addAllowedMethod("GET");
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/balances", shared);
            return source;
        }
    }

    @Test
    void answersPreflightsByCorsConfiguration() {
        String origin = "Origin: https://app.example";
        try (WebFluxServer shared = WebFluxServer.with(Shared.class)) {
            RawHttp.Response preflight =
                    shared.send("OPTIONS", "/balances", "", origin, "Access-Control-Request-Method: GET");
            assertThat(preflight.status()).isEqualTo(200);
            RawHttp.Response nobody = shared.get("/balances", origin);
            assertThat(nobody.status()).isEqualTo(401);
            for (RawHttp.Response answer :
                    List.of(preflight, nobody, shared.get("/balances", origin, shared.bearer("balances:read")))) {
                assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
            }
        }
    }
}
