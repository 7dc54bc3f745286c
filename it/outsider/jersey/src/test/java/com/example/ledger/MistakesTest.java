package com.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** Typical configuration mistakes: the application reports them and does not start, or it starts and denies every request. */
class MistakesTest {

    private static final String ID = "busha-oauth2-00000000-0000-0000-0000-000000000000-";

    private static Server start(Map<String, Object> properties) {
        return Server.start(new ResourceConfig(Balances.class, Reports.class).addProperties(properties));
    }

    private static void assertRefused(Map<String, Object> properties, String... texts) {
        assertThatThrownBy(() -> start(properties).close())
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(texts);
    }

    private static TokenMint token(LocalIssuer issuer) {
        return issuer.accessToken().scopes("balances:read");
    }

    @Test
    void refusesToStartWithoutClientId() {
        assertRefused(Map.of(), "client-id", "set the client id of your app");
    }

    @Test
    void refusesToStartWithEmptyClientId() {
        assertRefused(Map.of("busha.client-id", ""), "client-id");
    }

    @Test
    void refusesToStartWithMisspeltProperty() {
        assertRefused(Map.of("busha.clientid", ID + "live"), "client-id");
    }

    @Test
    void refusesToStartWithSandboxClientIdInProduction() {
        assertRefused(Map.of("busha.client-id", ID + "test"), "client-id", "set environment to sandbox");
    }

    @Test
    void refusesToStartWithProductionClientIdInSandbox() {
        assertRefused(Map.of("busha.client-id", ID + "live", "busha.environment", "sandbox"), "client-id");
    }

    @Test
    void answersUnavailableIfIssuerAnnouncesAnotherName() {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            issuer.announceIssuer("https://issuer.example");
            Map<String, Object> properties = Map.of(
                    "busha.issuer", issuer.uri(), "busha.client-id", LocalIssuer.CLIENT_ID);
            try (Server server = start(properties)) {
                assertThat(server.get("/v1/balances").status()).isEqualTo(401);
                assertThat(server.get("/v1/balances", token(issuer)).status()).isEqualTo(503);
            }
        }
    }

    @Test
    void refusesToStartWithRequiredKeysIfIssuerAnnouncesAnotherName() {
        try (LocalIssuer issuer = LocalIssuer.start()) {
            issuer.announceIssuer("https://issuer.example");
            Map<String, Object> properties = Map.of(
                    "busha.issuer", issuer.uri(),
                    "busha.client-id", LocalIssuer.CLIENT_ID,
                    "busha.start-up", "required",
                    "busha.start-up-limit", "2s");

            assertThatThrownBy(() -> start(properties).close()).hasStackTraceContaining(issuer.uri().toString());
        }
    }

    @Test
    void rejectsTokenOfAnotherIssuer() {
        try (LocalIssuer issuer = LocalIssuer.start();
                LocalIssuer other = LocalIssuer.start();
                Server server = start(Map.of(
                        "busha.issuer", issuer.issuer(), "busha.client-id", LocalIssuer.CLIENT_ID))) {
            assertThat(server.get("/v1/balances", token(issuer)).status()).isEqualTo(200);
            assertThat(server.get("/v1/balances", token(other)).status()).isEqualTo(401);
            assertThat(server.get("/v1/balances", token(issuer).claim("iss", other.issuer())).status())
                    .isEqualTo(401);
        }
    }
}
