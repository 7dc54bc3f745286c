package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.RawHttp;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health is open, as Boot brings it; everything else of the actuator is closed until a route line says otherwise. */
class ActuatorTest {

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances() {
            return "balances";
        }
    }

    private static final String ALL = "management.endpoints.web.exposure.include=*";

    @Test
    void opensOnlyHealth() {
        try (WebFluxServer server =
                WebFluxServer.with(Wallet.class, ALL, "management.endpoint.health.probes.enabled=true")) {
            assertThat(server.get("/actuator/health").status()).isEqualTo(200);
            assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);
            for (String path : new String[] {"", "/", "/env", "/beans", "/mappings"}) {
                assertThat(server.get("/actuator" + path, server.bearer()).status())
                        .as(path)
                        .isEqualTo(403);
            }
            assertThat(server.get("/actuator/healthx").status()).isEqualTo(403);
            assertThat(server.get("/actuator/healthx", server.bearer()).status())
                    .isEqualTo(404);
            assertThat(server.send("POST", "/actuator/loggers/x", "{}", server.bearer())
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void findsHealthUnderAnyPath() {
        try (WebFluxServer server = WebFluxServer.with(
                Wallet.class,
                ALL,
                "management.endpoints.web.base-path=/",
                "management.endpoints.web.path-mapping.health=alive",
                "management.endpoints.web.path-mapping.env=alive/env",
                "busha.routes=GET /info authenticated")) {
            assertThat(server.get("/alive").status()).isEqualTo(200);
            assertThat(server.get("/health").status()).isEqualTo(403);
            assertThat(server.get("/alive/env").status()).isEqualTo(403);
            assertThat(server.get("/info").status()).isEqualTo(401);
            assertThat(server.get("/info", server.bearer()).status()).isEqualTo(200);
        }
    }

    @Test
    void protectsManagementPort() {
        try (WebFluxServer server = WebFluxServer.with(
                Wallet.class,
                ALL,
                "management.server.port=0",
                "management.server.address=127.0.0.1",
                "management.server.base-path=/manage",
                "busha.routes=GET /actuator/info authenticated")) {
            assertThat(management(server, "/manage/actuator/health").status()).isEqualTo(200);
            assertThat(management(server, "/manage/actuator/env").status()).isEqualTo(403);
            assertThat(management(server, "/manage/actuator/env", server.bearer())
                            .status())
                    .isEqualTo(403);
            assertThat(management(server, "/manage/actuator/info").status()).isEqualTo(401);
            assertThat(management(server, "/manage/actuator/info", server.bearer())
                            .status())
                    .isEqualTo(200);
            assertThat(management(server, "/manage/balances").status()).isEqualTo(403);
            assertThat(server.get("/actuator/health").status()).isEqualTo(403);
        }
    }

    private static RawHttp.Response management(WebFluxServer server, String path, String... headers) {
        return RawHttp.get(server.uri("local.management.port"), path, headers);
    }
}
