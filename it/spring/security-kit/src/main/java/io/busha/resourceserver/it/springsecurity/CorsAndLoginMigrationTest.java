package io.busha.resourceserver.it.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.testkit.RawHttp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/** The rows of the table in docs/migrate-to-busha-spring.md about CORS and logins, in both columns. */
class CorsAndLoginMigrationTest {

    private static final String ORIGIN = "Origin: https://app.example";

    private static RawHttp.Response preflight(Server server) {
        return server.send("OPTIONS", "/v1/me", ORIGIN, "Access-Control-Request-Method: GET");
    }

    private static List<String> sharedWith(RawHttp.Response answer) {
        return answer.headers("Access-Control-Allow-Origin");
    }

    @Test
    void rejectsPreflightsWithoutCors() {
        try (Server before = Server.before(StockWallet.class, Chains.Stock.class);
                Server now = Server.now(AnnotatedWallet.class)) {
            assertThat(preflight(before).status()).isEqualTo(401);
            assertThat(preflight(now).status()).isEqualTo(403);
        }
    }

    private static CorsConfiguration ofApp() {
        CorsConfiguration app = new CorsConfiguration();
        app.addAllowedOrigin("https://app.example");
        app.addAllowedMethod("GET");
        return app;
    }

    @Configuration(proxyBeanMethods = false)
    static class CorsOfTheChain {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .cors(cors -> cors.configurationSource(request -> ofApp()))
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class CorsOfABean {
        @Bean
        CorsConfigurationSource corsConfigurationSource() {
            return request -> ofApp();
        }
    }

    private static void assertShared(Server server) {
        assertThat(preflight(server).status()).isEqualTo(200);
        assertThat(sharedWith(preflight(server))).containsExactly("https://app.example");
        RawHttp.Response good = server.get("/v1/me", ORIGIN, server.bearer());
        assertThat(good.status()).isEqualTo(200);
        assertThat(sharedWith(good)).containsExactly("https://app.example");
        RawHttp.Response nobody = server.get("/v1/me", ORIGIN);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(sharedWith(nobody)).containsExactly("https://app.example");
    }

    @Test
    void appliesCorsOfChainOrBean() {
        try (Server before = Server.before(StockWallet.class, CorsOfTheChain.class);
                Server chain = Server.now(AnnotatedWallet.class, CorsOfTheChain.class);
                Server bean = Server.now(AnnotatedWallet.class, CorsOfTheChain.class, CorsOfABean.class);
                Server alone = Server.now(AnnotatedWallet.class, CorsOfABean.class)) {
            assertShared(before);
            assertShared(chain);
            assertShared(bean);
            assertShared(alone);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Logins {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(withDefaults())
                    .formLogin(withDefaults())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("user").password("{noop}pass").build());
        }
    }

    @RestController
    static class Office {
        @GetMapping("/office")
        String office() {
            return "office";
        }
    }

    private static final String USER = "Authorization: Basic dXNlcjpwYXNz";
    private static final String STRANGER = "Authorization: Basic dXNlcjpub25l";

    private static void assertLoginRequired(Server server, String path) {
        assertThat(server.get(path, server.bearer()).status()).isEqualTo(200);
        assertThat(server.get(path, USER).status()).isEqualTo(200);
        assertThat(server.get(path, STRANGER).status()).isEqualTo(401);
        assertThat(server.get(path, "Authorization: Bearer a.b.c").status()).isEqualTo(401);
        RawHttp.Response browser = server.get(path, "Accept: text/html");
        assertThat(browser.status()).isEqualTo(302);
        assertThat(browser.header("Location")).endsWith("/login");
        assertThat(server.get("/login").body()).contains("<form");
    }

    @Test
    void leavesLoginsToChainOnOpenPaths() {
        try (Server before = Server.before(Office.class, StockWallet.class, Logins.class);
                Server now = Server.now(
                        List.of("busha.routes=* /office open\n* /login open"),
                        Office.class,
                        AnnotatedWallet.class,
                        Logins.class)) {
            assertLoginRequired(before, "/office");
            assertThat(before.get("/v1/authorities", USER).status()).isEqualTo(200);
            assertLoginRequired(now, "/office");
            assertThat(now.get("/v1/authorities", USER).status()).isEqualTo(401);
            assertThat(now.get("/v1/authorities", now.bearer()).status()).isEqualTo(200);
        }
    }
}
