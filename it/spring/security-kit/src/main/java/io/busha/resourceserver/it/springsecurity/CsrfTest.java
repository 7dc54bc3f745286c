package io.busha.resourceserver.it.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.web.bind.annotation.RequestMethod.DELETE;
import static org.springframework.web.bind.annotation.RequestMethod.PATCH;
import static org.springframework.web.bind.annotation.RequestMethod.POST;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The chains that require a CSRF token, as described in docs/spring-security.md#csrf. */
class CsrfTest {

    private static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "DELETE");

    @RestController
    static class Desk {
        @Authenticated
        @RequestMapping(
                path = "/orders",
                method = {POST, PUT, PATCH, DELETE})
        String order() {
            return "ordered";
        }

        @Open
        @RequestMapping(
                path = "/hook",
                method = {POST, PUT, PATCH, DELETE})
        String hook() {
            return "heard";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Stock {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/hook")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class StockWithoutCsrf {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/hook")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }
    }

    /** A chain without a resource server. */
    @Configuration(proxyBeanMethods = false)
    static class Plain {
        @Bean
        SecurityFilterChain everything(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PlainWithoutCsrf {
        @Bean
        SecurityFilterChain everything(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(CsrfConfigurer::disable)
                    .build();
        }
    }

    private static void assertAccepted(Server server, String path, String... headers) {
        for (String method : METHODS) {
            assertThat(server.send(method, path, headers).status())
                    .as("%s %s", method, path)
                    .isEqualTo(200);
        }
    }

    private static void assertDenied(Server server, int status, String path, String... headers) {
        for (String method : METHODS) {
            assertThat(server.send(method, path, headers).status())
                    .as("%s %s", method, path)
                    .isEqualTo(status);
        }
    }

    /** Spring's 403 becomes a 401 when the request is dispatched to the error page, which requires a token. */
    @Test
    void chainsOfSpringResourceServerRequireCsrfTokenOnlyWithoutBearer() {
        try (Server before = Server.before(Desk.class, Stock.class);
                Server kept = Server.now(Desk.class, Stock.class);
                Server without = Server.now(Desk.class, StockWithoutCsrf.class)) {
            for (Server server : List.of(before, kept)) {
                assertAccepted(server, "/orders", server.bearer());
                assertAccepted(server, "/hook", server.bearer());
                assertDenied(server, 401, "/hook");
            }
            assertAccepted(without, "/hook");
        }
    }

    @Test
    void chainsWithoutResourceServerAlwaysRequireCsrfToken() {
        try (Server plain = Server.now(Desk.class, Plain.class);
                Server without = Server.now(Desk.class, PlainWithoutCsrf.class)) {
            assertDenied(plain, 403, "/orders", plain.bearer());
            assertDenied(plain, 403, "/hook");
            assertAccepted(without, "/orders", without.bearer());
            assertAccepted(without, "/hook");
        }
    }

    @Test
    void chainsOfThisLibraryNeverRequireCsrfToken() {
        try (Server none = Server.now(Desk.class);
                Server ours = Server.now(Desk.class, Chains.Ours.class)) {
            for (Server server : List.of(none, ours)) {
                assertAccepted(server, "/orders", server.bearer());
                assertDenied(server, 401, "/orders");
                assertAccepted(server, "/hook");
            }
        }
    }
}
