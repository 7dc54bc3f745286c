package io.busha.resourceserver.it.reactivekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** Denials of requests from pages of another origin. */
class CrossOriginTest {

    private static final String[] ORIGIN = {"Origin: https://app.example"};
    private static final String[] FOREIGN = {"Origin: https://elsewhere.example"};
    private static final String[] PREFLIGHT = {ORIGIN[0], "Access-Control-Request-Method: GET"};

    @RestController
    static class Shared {
        @CrossOrigin("https://app.example")
        @RequireScope("balances:read")
        @GetMapping("/shared")
        String shared() {
            return "shared";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ByFilter {
        @Bean
        CorsWebFilter cors() {
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            CorsConfiguration shared = new CorsConfiguration().applyPermitDefaultValues();
            shared.setAllowedOrigins(List.of("https://app.example"));
            source.registerCorsConfiguration("/balances", shared);
            return new CorsWebFilter(source);
        }
    }

    private static RawHttp.Response send(Server server, String method, String path, String... headers) {
        String port = server.context().getEnvironment().getProperty("local.server.port");
        return RawHttp.request(method, URI.create("http://127.0.0.1:" + port), path, "", headers);
    }

    @Test
    void sharesDenialsWithOriginsAllowedByEndpointOrFilter() {
        try (LocalIssuer issuer = LocalIssuer.start();
                Server server = Server.start(issuer, List.of(Shared.class, ByFilter.class))) {
            assertThat(send(server, "OPTIONS", "/balances", PREFLIGHT).status()).isEqualTo(200);
            for (String path : List.of("/shared", "/balances")) {
                RawHttp.Response denial = send(server, "GET", path, ORIGIN);
                assertThat(denial.status()).isEqualTo(401);
                assertThat(denial.body()).contains("urn:busha:problem:no-credentials");
                assertThat(denial.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
            }
            assertThat(send(server, "GET", "/shared", FOREIGN).headers("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(send(server, "GET", "/undeclared", ORIGIN).headers("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }
}
