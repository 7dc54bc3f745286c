package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
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

/** What docs/migrate-to-busha-spring.md says of a chain that has an open error page, CORS and logins. */
class RicherStockChainTest {

    @RestController
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "io.busha.resourceserver.spring.BushaAutoConfiguration",
                "io.busha.resourceserver.spring.mvc.BushaMvcAutoConfiguration",
                "io.busha.resourceserver.spring.security.BushaSecurityAutoConfiguration"
            })
    static class Before {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/error")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .cors(cors -> cors.configurationSource(request -> ofApp()))
                    .httpBasic(withDefaults())
                    .formLogin(withDefaults())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }

        private static CorsConfiguration ofApp() {
            CorsConfiguration app = new CorsConfiguration();
            app.addAllowedOrigin("https://app.example");
            app.addAllowedMethod("GET");
            return app;
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("user").password("{noop}pass").build());
        }

        @GetMapping("/me")
        String me() {
            return "me";
        }
    }

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final ConfigurableApplicationContext context = new SpringApplicationBuilder(Before.class)
            .run(
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--server.shutdown=immediate",
                    "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer());

    @AfterEach
    void stop() {
        context.close();
        issuer.close();
    }

    private RawHttp.Response me(String method, String... headers) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return RawHttp.request(method, URI.create("http://127.0.0.1:" + port), "/me", "", headers);
    }

    private String bearer() {
        return "Authorization: Bearer " + issuer.accessToken().sign();
    }

    @Test
    void failsInAnOutage() {
        issuer.misbehave(Fault.STATUS_500);
        assertThat(me("GET", bearer()).status()).isEqualTo(500);
    }

    @Test
    void answersPreflights() {
        RawHttp.Response preflight = me("OPTIONS", "Origin: https://app.example", "Access-Control-Request-Method: GET");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    }

    @Test
    void letsInByLoginBesideTokens() {
        assertThat(me("GET", bearer()).status()).isEqualTo(200);
        assertThat(me("GET", "Authorization: Basic dXNlcjpwYXNz").status()).isEqualTo(200);
        assertThat(me("GET", "Authorization: Basic dXNlcjpub25l").status()).isEqualTo(401);
        RawHttp.Response browser = me("GET", "Accept: text/html");
        assertThat(browser.status()).isEqualTo(302);
        assertThat(browser.header("Location")).endsWith("/login");
    }
}
