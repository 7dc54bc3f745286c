package io.busha.resourceserver.it.springkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.actuate.BushaEndpoint;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The health contributor and the actuator endpoint {@code busha} over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class ActuatorTest {

    private static final String EXPOSED = "management.endpoints.web.exposure.include=health,busha,env";
    private static final String DETAILS = "management.endpoint.health.show-details=always";
    private static final String RULE = "busha.routes=GET /actuator/busha ops:read";

    private final LocalIssuer issuer = LocalIssuer.start();
    private Server server;

    @BeforeAll
    void start() {
        server = Server.start(issuer, List.of(), EXPOSED, DETAILS, RULE);
        until(() -> state(server).equals("UP"));
    }

    @AfterAll
    void stop() {
        server.close();
        issuer.close();
    }

    private static void until(BooleanSupplier awaited) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!awaited.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time until the condition holds").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static Map<?, ?> busha(Server server) {
        return part(part(server.json("/actuator/health"), "components"), "busha");
    }

    private static Map<?, ?> details(Server server) {
        return part(busha(server), "details");
    }

    private static Map<?, ?> part(Map<?, ?> whole, String name) {
        return (Map<?, ?>) Objects.requireNonNull(whole.get(name), name);
    }

    private static String state(Server server) {
        return String.valueOf(details(server).get("state"));
    }

    private String token(String... scopes) {
        return issuer.accessToken().scopes(scopes).sign();
    }

    @Test
    void healthShowsStateOfKeys() {
        assertThat(busha(server).get("status")).isEqualTo("UP");
        assertThat(details(server).keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("state", "keys", "keyIds", "age", "signatureProvider");
        assertThat(details(server).get("keys")).isEqualTo(1L);
        assertThat(details(server).get("keyIds"))
                .isEqualTo(List.of(issuer.currentKey().kid()));
    }

    @Test
    void healthIsDownWithoutKeys() {
        try (LocalIssuer down = LocalIssuer.start()) {
            down.misbehave(Fault.STATUS_500);
            try (Server without = Server.start(down, List.of(), DETAILS)) {
                until(() -> state(without).equals("DOWN"));

                assertThat(without.get("/actuator/health").status()).isEqualTo(503);
                assertThat(busha(without).get("status")).isEqualTo("DOWN");
                assertThat(details(without).get("lastError")).isNotNull();
                assertThat(details(without).get("keys")).isEqualTo(0L);
            }
        }
    }

    @Test
    void healthIsUnknownUntilFirstFetchEnds() {
        try (LocalIssuer slow = LocalIssuer.start()) {
            slow.misbehave(Fault.HANG);
            try (Server without = Server.start(slow, List.of(), DETAILS)) {
                assertThat(state(without)).isEqualTo("STARTING");
                assertThat(busha(without).get("status")).isEqualTo("UNKNOWN");
                assertThat(without.get("/actuator/health").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void healthIsUpWithKnownKeysWhileIssuerIsDown() {
        try (LocalIssuer failing = LocalIssuer.start();
                Server degraded = Server.start(failing, List.of(), DETAILS, "busha.unknown-kid-cool-down=1s")) {
            until(() -> state(degraded).equals("UP"));
            failing.misbehave(Fault.STATUS_500);
            failing.rotateUnpublished();
            until(() -> {
                degraded.get("/balances", failing.accessToken().sign());
                return state(degraded).equals("DEGRADED");
            });

            assertThat(busha(degraded).get("status")).isEqualTo("UP");
            assertThat(degraded.get("/actuator/health").status()).isEqualTo(200);
        }
    }

    @Test
    void endpointRequiresScopeOfItsRoute() {
        assertThat(server.get("/actuator/busha").status()).isEqualTo(401);
        assertThat(server.get("/actuator/busha", token("balances:read")).status())
                .isEqualTo(403);
        assertThat(server.get("/actuator/busha", token("ops:read")).status()).isEqualTo(200);
    }

    @Test
    void endpointReportsSettingsKeysAndEndpoints() {
        Map<String, Object> report = server.json("/actuator/busha", token("ops:read"));

        assertThat(report.keySet()).containsExactly("settings", "keys", "endpoints", "warnings");
        assertThat(report.get("settings"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("issuer", issuer.issuer())
                .containsEntry("client-id", LocalIssuer.CLIENT_ID)
                .containsEntry("clock-skew", "PT30S")
                .doesNotContainKey("environment");
        assertThat(report.get("keys"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("keyIds", List.of(issuer.currentKey().kid()));
        assertThat(report.get("endpoints"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isNotEmpty();
    }

    @Test
    void exposedEndpointsStayClosedWithoutRoute() {
        try (Server exposed = Server.start(issuer, List.of(), EXPOSED)) {
            for (String path : List.of("/actuator/busha", "/actuator/env", "/actuator")) {
                assertThat(exposed.get(path).status()).as(path).isEqualTo(403);
                assertThat(exposed.get(path, token("ops:read")).status())
                        .as(path)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void endpointIsAbsentUnlessExposed() {
        try (Server plain = Server.start(issuer, List.of(), "busha.routes=GET /actuator/busha open")) {
            assertThat(plain.get("/actuator/busha").status()).isEqualTo(404);
            assertThat(plain.get("/actuator/health").status()).isEqualTo(200);
            assertThat(plain.context().getBeanProvider(BushaEndpoint.class).getIfAvailable())
                    .isNull();
        }
    }
}
