package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;

/** Endpoints that a route line leaves to a chain of the application, which knows another issuer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnotherIssuerTest {

    /** One for everything else, and a filter behind all chains that shows other paths. */
    @Configuration(proxyBeanMethods = false)
    static class Others {
        @Bean
        SecurityFilterChain api(HttpSecurity http, DeclaredRules declared) throws Exception {
            return http.with(BushaResourceServer.busha(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().access(declared))
                    .build();
        }

        @Bean
        FilterRegistrationBean<Rewriting> rewriting() {
            FilterRegistrationBean<Rewriting> last = new FilterRegistrationBean<>(new Rewriting());
            last.setOrder(10_000);
            return last;
        }
    }

    /** Shows the path that a header names. */
    static class Rewriting extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String path = request.getHeader("X-Path");
            chain.doFilter(path == null ? request : at(path, request), response);
        }

        private static HttpServletRequest at(String path, HttpServletRequest request) {
            return new HttpServletRequestWrapper(request) {
                @Override
                public String getRequestURI() {
                    return path;
                }

                @Override
                public String getServletPath() {
                    return path;
                }
            };
        }
    }

    private SecuredServer server;

    @BeforeAll
    void start() {
        server = SecuredServer.with(List.of(Partners.LINE), Partners.class, Partners.Chains.class, Others.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void leavesDecisionToChainOfOtherIssuer() {
        assertThat(server.get("/partner/x", Partners.bearer()).body())
                .isEqualTo("null false false false null local-user");
        assertThat(server.send("POST", "/partner/orders/7", Partners.bearer()).body())
                .isEqualTo("ordered 7");
        assertThat(server.send("HEAD", "/partner/x", Partners.bearer()).status())
                .isEqualTo(200);
        assertThat(server.get("/partner/late", Partners.bearer()).body()).isEqualTo("late");
        for (RawHttp.Response denied : List.of(
                server.get("/partner/x"),
                server.get("/partner/x", server.bearer("balances:read")),
                server.get("/partner/x", "Authorization: Bearer a.b.c"),
                server.send("POST", "/partner/orders/7", server.bearer()))) {
            assertThat(denied.status()).isEqualTo(401);
            assertThat(denied.header("WWW-Authenticate")).startsWith("Bearer").doesNotContain("busha");
        }
    }

    @Test
    void deniesTokensOfOtherIssuerElsewhere() {
        for (String path : List.of("/balances", "/rates", "/inward", "/none", "/partner/none", "/partner", "/error")) {
            assertThat(server.get(path, Partners.bearer("balances:read")).status())
                    .as(path)
                    .isEqualTo(401);
        }
        for (String method : List.of("PUT", "OPTIONS")) {
            assertThat(server.send(method, "/partner/x", Partners.bearer()).status())
                    .as(method)
                    .isEqualTo(401);
        }
        assertThat(server.get("/balances", server.bearer("balances:read")).body())
                .isEqualTo("balances");
        assertThat(server.get("/rates").body()).isEqualTo("anonymous");
        assertThat(server.get("/partner/none").status()).isEqualTo(403);
        assertThat(server.get("/partner/none", server.bearer()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/partner/../balances",
                "/partner/%2e%2e/balances",
                "/partner/..;/balances",
                "/partner;x=1/../balances",
                "/partner/x/../../balances",
                "/PARTNER/x",
                "//partner/x",
                "/partner//x",
                "/partner/./x",
                "/partner/x/",
                "/partner%2Fx",
                "/balances/../partner/x",
                "/balances;/partner/x"
            })
    void deniesOddSpellingsOfUnprotectedPath(String path) {
        assertThat(server.get(path, Partners.bearer()).status()).isBetween(400, 404);
        assertThat(server.get(path).status()).isBetween(400, 404);
        assertThat(server.get(path, server.bearer()).status()).isBetween(400, 404);
    }

    @Test
    void allowsForwardsOnlyBetweenUnprotectedEndpoints() {
        assertThat(server.get("/partner/forward/partner.x", Partners.bearer()).body())
                .endsWith("local-user");
        for (String target : List.of("balances", "rates", "partner.none")) {
            assertThat(server.get("/partner/forward/" + target, Partners.bearer())
                            .status())
                    .as(target)
                    .isEqualTo(401);
        }
    }

    @Test
    void closesUnprotectedEndpointToForwardFromProtectedOne() {
        assertThat(server.get("/inward", server.bearer("balances:read")).status())
                .isEqualTo(403);
    }

    @Test
    void decidesAgainIfFilterChangesPath() {
        assertThat(server.get("/partner/x", Partners.bearer(), "X-Path: /balances")
                        .status())
                .isEqualTo(401);
        assertThat(server.get("/rates", "X-Path: /partner/x").status()).isEqualTo(403);
        assertThat(server.get("/rates", server.bearer(), "X-Path: /partner/x").status())
                .isEqualTo(403);
        assertThat(server.get("/partner/late", Partners.bearer(), "X-Path: /partner/x")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void ignoresScopesOfOtherIssuerForBeans() {
        assertThat(server.get("/partner/ledger", Partners.bearer("balances:read"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void warnsAboutUnprotectedEndpointInAudit() {
        AuditedDoor door = server.context().getBean(AuditedDoor.class);
        assertThat(door.audit().orElseThrow().toString())
                .containsPattern("GET,HEAD +/partner/x +.*Partners.x +unprotected +route line \"\\* /partner/\\*\\*");
        assertThat(door.audit().orElseThrow().warnings())
                .anyMatch(warning -> warning.startsWith("UNPROTECTED: GET,HEAD /partner/x ("));
    }
}
