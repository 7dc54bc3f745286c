package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.RawHttp;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Denials, as a page of another origin sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedDenialTest {

    private static final String ORIGIN = "Origin: https://app.example";
    private static final String FOREIGN = "Origin: https://elsewhere.example";

    @RestController
    @CrossOrigin(origins = "https://app.example", allowCredentials = "true", exposedHeaders = "WWW-Authenticate")
    static class Shared {
        @RequireScope("balances:read")
        @GetMapping("/shared")
        String shared() {
            return "shared";
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "shared";
        }
    }

    @RestController
    static class Private {
        @RequireScope("balances:read")
        @GetMapping("/private")
        String shared() {
            return "shared";
        }

        @RequireScope("balances:read")
        @GetMapping("/by-configuration")
        String byConfiguration() {
            return "shared";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Shared.class, Private.class})
    static class Application implements WebMvcConfigurer {
        @Override
        public void addCorsMappings(CorsRegistry registry) {
            registry.addMapping("/by-configuration").allowedOrigins("https://app.example");
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Application.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void assertShared(RawHttp.Response denial, int status) {
        assertThat(denial.status()).isEqualTo(status);
        assertThat(denial.body()).contains("urn:busha:problem:");
        assertThat(denial.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
        assertThat(String.join(",", denial.headers("Vary"))).contains("Origin");
    }

    private static void assertNotShared(RawHttp.Response denial) {
        assertThat(denial.headers("Access-Control-Allow-Origin")).isEmpty();
        assertThat(denial.headers("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(denial.headers("Access-Control-Expose-Headers")).isEmpty();
    }

    @Test
    void isReadableFromAllowedOrigin() {
        assertShared(server.get("/shared", ORIGIN), 401);
        assertShared(server.get("/shared", ORIGIN, server.bearer() + "x"), 401);
        assertShared(server.get("/shared", ORIGIN, server.bearer()), 403);
        assertShared(server.get("/shared", ORIGIN, "Authorization: Bearer a b"), 400);
        assertShared(server.get("/undeclared", ORIGIN, server.bearer()), 403);
        assertShared(server.get("/by-configuration", ORIGIN), 401);
    }

    @Test
    void hasAllHeadersOfCorsConfiguration() {
        RawHttp.Response denial = server.get("/shared", ORIGIN);
        assertThat(denial.headers("Access-Control-Allow-Credentials")).containsExactly("true");
        assertThat(denial.headers("Access-Control-Expose-Headers")).containsExactly("WWW-Authenticate");
    }

    @Test
    void isNotReadableFromOtherOrigins() {
        assertNotShared(server.get("/shared", FOREIGN));
        assertNotShared(server.get("/shared", FOREIGN, server.bearer()));
        assertNotShared(server.get("/shared"));
        assertNotShared(server.get("/private", ORIGIN));
        assertNotShared(server.get("/nowhere", ORIGIN));
    }

    @Test
    void variesByOrigin() {
        assertThat(String.join(",", server.get("/shared", FOREIGN).headers("Vary")))
                .contains("Origin");
    }

    @Test
    void equalsDenialWithoutOrigin() {
        RawHttp.Response denial = server.get("/shared");
        RawHttp.Response shared = server.get("/shared", ORIGIN);
        assertThat(shared.body()).isEqualTo(denial.body());
        assertThat(shared.headers("WWW-Authenticate")).isEqualTo(denial.headers("WWW-Authenticate"));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Private.class)
    static class ByFilter {
        @Bean
        CorsFilter cors() {
            CorsConfiguration shared = new CorsConfiguration().applyPermitDefaultValues();
            shared.setAllowedOrigins(List.of("https://app.example"));
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/private", shared);
            return new CorsFilter(source);
        }
    }

    @Test
    void isReadableIfApplicationsCorsFilterAllowsOrigin() {
        try (MvcServer filtered = MvcServer.with(ByFilter.class)) {
            RawHttp.Response preflight =
                    filtered.send("OPTIONS", "/private", "", ORIGIN, "Access-Control-Request-Method: GET");
            assertThat(preflight.status()).isEqualTo(200);
            assertThat(preflight.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
            assertShared(filtered.get("/private", ORIGIN), 401);
            assertThat(filtered.get("/private", ORIGIN, filtered.bearer("balances:read"))
                            .headers("Access-Control-Allow-Origin"))
                    .containsExactly("https://app.example");
            assertThat(filtered.send("OPTIONS", "/private", "").status()).isEqualTo(403);
        }
    }
}
