package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.autoconfigure.web.reactive.WebFluxTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A {@code @WebFluxTest} slice has the door too. */
@DirtiesContext
@WebFluxTest
@Import(SliceTest.Wallet.class)
class SliceTest {

    private static final LocalIssuer ISSUER = LocalIssuer.start();

    @SpringBootConfiguration(proxyBeanMethods = false)
    static class Application {}

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances() {
            return "balances";
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("busha.issuer", ISSUER::issuer);
        properties.add("busha.start-up", () -> "required");
        properties.add("busha.start-up-limit", () -> "2m");
        properties.add("busha.client-id", () -> LocalIssuer.CLIENT_ID);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Autowired
    private WebTestClient client;

    @Test
    void protectsController() {
        String token = "Bearer " + ISSUER.accessToken().scopes("balances:read").sign();
        client.get().uri("/balances").exchange().expectStatus().isUnauthorized();
        client.get()
                .uri("/balances")
                .header("Authorization", token)
                .exchange()
                .expectStatus()
                .isOk();
        client.get()
                .uri("/undeclared")
                .header("Authorization", token)
                .exchange()
                .expectStatus()
                .isForbidden();
    }
}
