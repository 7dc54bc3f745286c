package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.TokenMint;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What docs/migrate-to-busha-spring.md says of an application before it has this library. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockChainTest {

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
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/open")
                            .permitAll()
                            .requestMatchers("/balances")
                            .hasAuthority("SCOPE_balances:read")
                            .anyRequest()
                            .authenticated())
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }

        @GetMapping({"/open", "/balances", "/me"})
        String answer(HttpServletRequest request) {
            return "in role: " + request.isUserInRole("balances:read");
        }
    }

    private final LocalIssuer issuer = LocalIssuer.start();
    private final ConfigurableApplicationContext context = start("");

    private ConfigurableApplicationContext start(String audience) {
        return new SpringApplicationBuilder(Before.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--server.shutdown=immediate",
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.issuer(),
                        "--spring.security.oauth2.resourceserver.jwt.audiences=" + audience);
    }

    @AfterEach
    void heal() {
        issuer.misbehave(Fault.NONE);
    }

    @AfterAll
    void stop() {
        context.close();
        issuer.close();
    }

    private static URI uri(ConfigurableApplicationContext context) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    private RawHttp.Response get(String path, String... headers) {
        return RawHttp.get(uri(context), path, headers);
    }

    private int me(TokenMint mint) {
        return me(context, mint);
    }

    private static int me(ConfigurableApplicationContext context, TokenMint mint) {
        return RawHttp.get(uri(context), "/me", "Authorization: Bearer " + mint.sign())
                .status();
    }

    @Test
    void setsACookieAndNamesNoScope() {
        RawHttp.Response nobody = get("/me");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.body()).isEmpty();
        assertThat(nobody.headers("Set-Cookie")).singleElement().asString().startsWith("JSESSIONID");
        RawHttp.Response lacking = get(
                "/balances",
                "Authorization: Bearer " + issuer.accessToken().scopes().sign());
        assertThat(lacking.status()).isEqualTo(403);
        assertThat(lacking.header("WWW-Authenticate"))
                .contains("insufficient_scope")
                .doesNotContain("balances:read");
        assertThat(get("/open", "Authorization: Bearer a.b.c").status()).isEqualTo(401);
        assertThat(get("/me", "Authorization: Bearer a b").status()).isEqualTo(401);
    }

    @Test
    void knowsScopesAsNoRoles() {
        String bearer = "Authorization: Bearer "
                + issuer.accessToken().scopes("balances:read").sign();
        assertThat(get("/balances", bearer).body()).isEqualTo("in role: false");
    }

    @Test
    void refusesPreflights() {
        RawHttp.Response preflight = RawHttp.request(
                "OPTIONS",
                uri(context),
                "/me",
                "",
                "Origin: https://app.example",
                "Access-Control-Request-Method: GET");
        assertThat(preflight.status()).isEqualTo(401);
    }

    /** One that has no keys yet: it keeps those that it has. */
    @Test
    void blamesTheCallerForAnOutage() {
        issuer.misbehave(Fault.STATUS_500);
        try (ConfigurableApplicationContext cold = start("")) {
            assertThat(me(cold, issuer.accessToken())).isEqualTo(401);
        }
    }

    @Test
    void takesTokensThatAreNoneOfOurs() {
        assertThat(me(issuer.accessToken())).isEqualTo(200);
        assertThat(me(issuer.idToken())).isEqualTo(200);
        assertThat(me(issuer.accessToken().clientId("another"))).isEqualTo(200);
        assertThat(me(issuer.accessToken().issuedAt(Instant.now().minusSeconds(3631))))
                .isEqualTo(200);
    }

    @Test
    void refusesTokensThatAreOurs() {
        assertThat(me(issuer.accessToken().header("typ", "at+jwt"))).isEqualTo(401);
        try (ConfigurableApplicationContext strict = start(LocalIssuer.CLIENT_ID)) {
            assertThat(me(strict, issuer.accessToken().audience(LocalIssuer.CLIENT_ID)))
                    .isEqualTo(200);
            assertThat(me(strict, issuer.accessToken().claim("aud", List.of()))).isEqualTo(401);
            assertThat(me(strict, issuer.accessToken().without("aud"))).isEqualTo(401);
        }
    }
}
