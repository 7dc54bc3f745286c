package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Applications that define beans of Spring Security themselves. */
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
    void requiresMoreThanEndpointsDeclare() {
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
    void opensNoEndpointWithChainThatPermitsAll() {
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
    void worksWithChainOfSpringsResourceServer() {
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
    void opensNoEndpointWithDecoderThatAcceptsEverything() {
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
    void opensNoEndpointWithoutMatchingChain() {
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
    void protectsEndpointsIfFilterWasRemoved() {
        try (SecuredServer server = SecuredServer.with(Wallet.class, WithoutTheDoor.class)) {
            assertThat(server.get("/balances").status()).isEqualTo(401);
            assertThat(server.get("/balances", server.bearer("other")).status()).isEqualTo(403);
            assertThat(server.get("/balances", server.bearer("balances:read")).status())
                    .isEqualTo(200);
            assertThat(server.get("/rates").body()).isEqualTo("anonymous");
            assertThat(server.get("/rates", server.bearer()).body()).isEqualTo("local-user");
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
    void answersPreflightsByCorsConfiguration() {
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

    /** A filter among those of the chain, that finds the caller as Spring Security tells it, and CORS for this chain alone. */
    @Configuration(proxyBeanMethods = false)
    static class WithFilters {
        @Bean
        SecurityFilterChain api(HttpSecurity http, DeclaredRules declared) throws Exception {
            return http.with(BushaResourceServer.busha(), withDefaults())
                    .cors(cors -> cors.configurationSource(new Shared().corsConfigurationSource()))
                    .addFilterAfter(new Naming(), BearerTokenAuthenticationFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().access(declared))
                    .build();
        }

        @Bean
        SecurityContextHolderStrategy holder() {
            return new OwnHolder();
        }
    }

    static final class Naming extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Authentication caller = OwnHolder.CURRENT.get() == null
                    ? null
                    : OwnHolder.CURRENT.get().getAuthentication();
            response.setHeader("X-Caller", caller == null ? "nobody" : caller.getName());
            chain.doFilter(request, response);
        }
    }

    /** One that nobody finds by the static holder. */
    static final class OwnHolder implements SecurityContextHolderStrategy {
        static final ThreadLocal<@Nullable SecurityContext> CURRENT = new ThreadLocal<>();

        @Override
        public void clearContext() {
            CURRENT.remove();
        }

        @Override
        public SecurityContext getContext() {
            SecurityContext context = CURRENT.get();
            if (context == null) {
                context = createEmptyContext();
                CURRENT.set(context);
            }
            return context;
        }

        @Override
        public void setContext(SecurityContext context) {
            CURRENT.set(context);
        }

        @Override
        public SecurityContext createEmptyContext() {
            return new SecurityContextImpl();
        }
    }

    @Test
    void showsCallerToFiltersBehindTokenFilter() {
        try (SecuredServer server = SecuredServer.with(Wallet.class, WithFilters.class)) {
            RawHttp.Response answer = server.get("/balances", server.bearer("balances:read"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("X-Caller")).isEqualTo("local-user");
            assertThat(server.get("/transfers", server.bearer("transfers:write"))
                            .status())
                    .as("@PreAuthorize")
                    .isEqualTo(200);
        }
    }

    @Test
    void sharesDenialsByCorsConfigurationOfChain() {
        String origin = "Origin: https://app.example";
        try (SecuredServer server = SecuredServer.with(Wallet.class, WithFilters.class)) {
            for (RawHttp.Response answer : List.of(
                    server.send("OPTIONS", "/balances", origin, "Access-Control-Request-Method: GET"),
                    server.get("/balances", origin),
                    server.get("/balances", origin, server.bearer()),
                    server.get("/balances", origin, server.bearer("balances:read")))) {
                assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
            }
            assertThat(server.get("/balances", "Origin: https://elsewhere.example")
                            .headers("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void usesCorsFilterOfApplicationForDenialsToo() {
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
    void deniesPreflightWithoutCorsConfiguration() {
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
