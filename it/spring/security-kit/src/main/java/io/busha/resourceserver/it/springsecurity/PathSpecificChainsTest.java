package io.busha.resourceserver.it.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.security.BushaResourceServer;
import io.busha.resourceserver.spring.security.DeclaredRules;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Chains that match only some paths, as described in docs/spring-security.md#chains-for-some-paths. */
class PathSpecificChainsTest {

    /** Endpoints that none of the path-specific chains below matches. */
    @RestController
    static class Yard {
        private final Shed shed;

        Yard(Shed shed) {
            this.shed = shed;
        }

        @Authenticated
        @GetMapping("/yard")
        String yard(
                VerifiedToken token,
                Principal principal,
                HttpServletRequest request,
                @AuthenticationPrincipal @Nullable Jwt jwt) {
            return token.subject() + " " + principal.getName() + " " + request.isUserInRole("shed:open") + " " + jwt
                    + " " + SecurityContextHolder.getContext().getAuthentication();
        }

        @Authenticated
        @PreAuthorize("isAuthenticated()")
        @GetMapping("/yard/gate")
        String gate() {
            return "gate";
        }

        @Authenticated
        @GetMapping("/yard/shed")
        String shed() {
            return shed.tool();
        }

        @GetMapping("/yard/hole")
        String hole() {
            return "hole";
        }
    }

    @Service
    static class Shed {
        @RequireScope("shed:open")
        String tool() {
            return "tool";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StockForTheApi {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.securityMatcher("/v1/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OursForTheApi {
        @Bean
        SecurityFilterChain api(HttpSecurity http, DeclaredRules declared) throws Exception {
            return http.securityMatcher("/v1/**")
                    .with(BushaResourceServer.busha(), withDefaults())
                    .authorizeHttpRequests(requests -> requests.anyRequest().access(declared))
                    .build();
        }
    }

    @RestController
    static class Office {
        @GetMapping("/office")
        String office(Principal caller) {
            return caller.getName();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class LoginForTheOffice {
        @Bean
        @Order(1)
        SecurityFilterChain office(HttpSecurity http) throws Exception {
            return http.securityMatcher("/office/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("user").password("{noop}pass").build());
        }
    }

    private static final String USER = "Authorization: Basic dXNlcjpwYXNz";

    private static final List<String> OFFICE_IS_OPEN = List.of("busha.routes=GET /office open");

    @Test
    void leavesUnmatchedPathsOpenWithoutLibrary() {
        try (Server before = Server.before(StockWallet.class, Yard.class, Shed.class, StockForTheApi.class)) {
            assertThat(before.get("/v1/forgotten").status()).isEqualTo(401);
            assertThat(before.get("/yard/hole").body()).isEqualTo("hole");
            assertThat(before.get("/yard/shed").body()).isEqualTo("tool");
        }
    }

    @Test
    void keepsUnmatchedPathsClosed() {
        for (Class<?> chain : List.of(StockForTheApi.class, OursForTheApi.class)) {
            try (Server now = Server.now(AnnotatedWallet.class, Yard.class, Shed.class, chain)) {
                assertThat(now.get("/v1/me").status()).isEqualTo(401);
                assertThat(now.get("/v1/me", now.bearer()).body()).isEqualTo("local-user");
                assertThat(now.get("/yard").status()).isEqualTo(401);
                assertThat(now.get("/yard/hole", now.bearer()).status()).isEqualTo(403);
            }
        }
    }

    @Test
    void hidesCallerFromSpringSecurityOnUnmatchedPaths() {
        for (Class<?> chain : List.of(StockForTheApi.class, OursForTheApi.class)) {
            try (Server now = Server.now(Yard.class, Shed.class, Chains.OfMethods.class, chain)) {
                assertThat(now.get("/yard", now.bearer("shed:open")).body())
                        .isEqualTo("local-user local-user true null null");
                assertThat(now.get("/yard/gate", now.bearer()).status()).isEqualTo(500);
                assertThat(now.get("/yard/shed", now.bearer("shed:open")).status())
                        .isEqualTo(200);
                assertThat(now.get("/yard/shed", now.bearer("other")).status()).isEqualTo(403);
            }
        }
    }

    @Test
    void worksBesideLoginChain() {
        try (Server before = Server.before(
                        StockWallet.class,
                        Office.class,
                        LoginForTheOffice.class,
                        Chains.Stock.class,
                        Chains.OfMethods.class);
                Server kept = Server.now(
                        OFFICE_IS_OPEN,
                        AnnotatedWallet.class,
                        Office.class,
                        LoginForTheOffice.class,
                        Chains.Stock.class,
                        Chains.OfMethods.class);
                Server ours = Server.now(
                        OFFICE_IS_OPEN,
                        AnnotatedWallet.class,
                        Office.class,
                        LoginForTheOffice.class,
                        Chains.Ours.class,
                        Chains.OfMethods.class)) {
            for (Server server : List.of(before, kept, ours)) {
                assertThat(server.get("/office", USER).body()).isEqualTo("user");
                assertThat(server.get("/office").status()).isEqualTo(401);
                assertThat(server.get("/office").header("WWW-Authenticate")).startsWith("Basic");
                assertThat(server.get("/office", server.bearer()).status()).isEqualTo(401);
                assertThat(server.get("/v1/me", server.bearer()).body()).isEqualTo("local-user");
                assertThat(server.get("/v1/me", USER).status()).isEqualTo(401);
                assertThat(server.post("/v1/transfers", server.bearer("transfers:write"))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    /** The default chain is not created beside another chain. */
    @Test
    void failsIfTokenChainIsRemovedBesideLoginChain() {
        try (Server taken = Server.now(
                OFFICE_IS_OPEN, AnnotatedWallet.class, Office.class, LoginForTheOffice.class, Chains.OfMethods.class)) {
            assertThat(taken.get("/v1/balances").status()).isEqualTo(401);
            String bearer = taken.bearer("balances:read", "transfers:write");
            assertThat(taken.get("/v1/rates", bearer).body()).isEqualTo("rates");
            assertThat(taken.get("/v1/balances", bearer).status()).isEqualTo(500);
            assertThat(taken.get("/v1/me", bearer).status()).isEqualTo(500);
            assertThat(taken.post("/v1/transfers", bearer).status()).isEqualTo(500);
        }
    }
}
