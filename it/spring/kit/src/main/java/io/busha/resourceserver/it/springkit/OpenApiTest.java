package io.busha.resourceserver.it.springkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The OpenAPI document of springdoc for endpoints with a token parameter. */
final class OpenApiTest {

    record Order(String item) {}

    @RestController
    static class Shop {
        @Open
        @GetMapping("/prices")
        String prices(
                @RequestParam String currency, @RequestParam Optional<String> page, Optional<VerifiedToken> caller) {
            return currency + page + caller;
        }

        @Authenticated
        @PostMapping("/orders")
        String order(@RequestBody Order order, VerifiedToken caller) {
            return order.item() + caller;
        }

        @Open
        @PostMapping("/drafts")
        String draft(Optional<VerifiedToken> caller, @RequestBody Order order) {
            return order.item() + caller;
        }
    }

    @Test
    void omitsTokenParameterFromDocument() {
        try (LocalIssuer issuer = LocalIssuer.start();
                Server server = Server.start(issuer, List.of(Shop.class), "busha.routes=GET /v3/api-docs open")) {
            String document = server.get("/v3/api-docs").body();
            assertThat(document)
                    .contains("\"/prices\"", "\"/orders\"", "\"/drafts\"", "\"currency\"", "\"page\"", "\"Order\"")
                    .doesNotContain("caller", "VerifiedToken", "subject");
        }
    }
}
