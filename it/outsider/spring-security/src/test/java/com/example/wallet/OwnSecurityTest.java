package com.example.wallet;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.test.BushaToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** The application's own Spring Security beans do not open any endpoint. */
class OwnSecurityTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A chain that permits every request. */
    @Configuration(proxyBeanMethods = false)
    static class OwnChain {

        @Bean
        SecurityFilterChain everybody(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    /** A decoder that accepts every token, and a chain that requires one. */
    @Configuration(proxyBeanMethods = false)
    static class OwnDecoder {

        @Bean
        JwtDecoder gullible() {
            return token -> Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .claims(claims -> claims.putAll(Map.of("sub", "anybody", "scope", "balances:read")))
                    .expiresAt(Instant.MAX)
                    .build();
        }

        @Bean
        SecurityFilterChain holders(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                    .build();
        }
    }

    private static int status(int port, String path, BushaToken... tokens) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (BushaToken token : tokens) {
            request.header("Authorization", "Bearer " + token.sign());
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void assertProtected(int port) throws Exception {
        BushaToken reading = bushaToken().scopes("balances:read");
        assertThat(status(port, "/balances", reading)).isEqualTo(200);
        assertThat(status(port, "/balances")).isEqualTo(401);
        assertThat(status(port, "/balances", reading.forged())).isEqualTo(401);
        assertThat(status(port, "/balances", reading.expired())).isEqualTo(401);
        assertThat(status(port, "/balances", reading.clientId("other"))).isEqualTo(401);
        assertThat(status(port, "/balances", bushaToken().scopes("transfers:write"))).isEqualTo(403);
        assertThat(status(port, "/forgotten", reading)).isEqualTo(403);
        assertThat(status(port, "/forgotten")).isBetween(401, 403);
    }

    @Nested
    @SpringBootTest(
            classes = {Wallet.class, OwnChain.class},
            webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    class OwnSecurityFilterChain {

        @Test
        void staysProtectedDespiteOwnChain(@LocalServerPort int port) throws Exception {
            assertProtected(port);
        }
    }

    @Nested
    @SpringBootTest(
            classes = {Wallet.class, OwnDecoder.class},
            webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    class OwnJwtDecoder {

        @Test
        void staysProtectedDespiteOwnDecoder(@LocalServerPort int port) throws Exception {
            assertProtected(port);
        }
    }
}
