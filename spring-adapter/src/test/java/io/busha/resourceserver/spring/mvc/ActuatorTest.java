package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.testkit.RawHttp;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All endpoints of the actuator but health are closed, under any path. */
class ActuatorTest {

    private static final String ALL = "management.endpoints.web.exposure.include=*";
    private static final String PROBES = "management.endpoint.health.probes.enabled=true";

    @WebEndpoint(id = "health-path")
    static class Posing {
        @ReadOperation
        String read() {
            return "posing";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Endpoints {
        @Bean
        Posing posing() {
            return new Posing();
        }

        @Bean
        Rates rates() {
            return new Rates();
        }
    }

    @RestController
    static class Rates {
        @Open
        @GetMapping("/rates")
        String rates() {
            return "rates";
        }

        @GetMapping("/livez/own")
        String own() {
            return "own";
        }
    }

    private static void assertOpen(MvcServer server, String port, String... paths) {
        for (String path : paths) {
            assertThat(RawHttp.get(server.uri(port), path).status()).as(path).isEqualTo(200);
        }
    }

    private static void assertClosed(MvcServer server, String port, List<String> paths) {
        for (String path : paths) {
            RawHttp.Response answer = RawHttp.get(server.uri(port), path, server.bearer("balances:read"));
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.body()).as(path).contains("endpoint-closed");
        }
    }

    private static List<String> closed(String base) {
        return List.of(base, base + "/env", base + "/beans", base + "/info", base + "/mappings", base + "/health-path");
    }

    @Test
    void closesAllEndpointsButHealth() {
        try (MvcServer server = MvcServer.with(Endpoints.class, ALL, PROBES)) {
            assertOpen(
                    server,
                    "local.server.port",
                    "/actuator/health",
                    "/actuator/health/liveness",
                    "/actuator/health/readiness");
            assertClosed(server, "local.server.port", closed("/actuator"));
            assertThat(server.send("POST", "/actuator/health", "", server.bearer())
                            .status())
                    .isEqualTo(405);
            assertThat(server.send("POST", "/actuator/shutdown", "", server.bearer())
                            .status())
                    .as("what is not exposed")
                    .isEqualTo(404);
            assertThat(server.send("POST", "/actuator/shutdown", "").status()).isEqualTo(403);
        }
    }

    @Test
    void closesEndpointsOnManagementPort() {
        try (MvcServer server = MvcServer.with(
                Endpoints.class, ALL, PROBES, "management.server.port=0", "management.server.address=127.0.0.1")) {
            assertOpen(server, "local.management.port", "/actuator/health", "/actuator/health/liveness");
            assertClosed(server, "local.management.port", closed("/actuator"));
            for (String path : List.of("/rates", "/nowhere")) {
                URI management = server.uri("local.management.port");
                assertThat(RawHttp.get(management, path).status()).as(path).isEqualTo(403);
                assertThat(RawHttp.get(management, path, server.bearer()).status())
                        .as(path)
                        .isEqualTo(404);
            }
            assertClosed(server, "local.management.port", List.of("/error"));
            assertOpen(server, "local.server.port", "/rates");
        }
    }

    @Test
    void findsEndpointsUnderAnyBasePath() {
        try (MvcServer server = MvcServer.with(
                Endpoints.class,
                ALL,
                PROBES,
                "management.endpoints.web.base-path=/manage",
                "management.endpoints.web.path-mapping.health=well",
                "management.endpoints.web.path-mapping.env=well/env",
                "management.endpoint.health.group.liveness.additional-path=server:/livez")) {
            assertOpen(server, "local.server.port", "/manage/well", "/manage/well/liveness", "/livez");
            assertClosed(
                    server, "local.server.port", List.of("/manage", "/manage/well/env", "/manage/info", "/livez/own"));
        }
    }

    @Test
    void findsEndpointsBelowPathOfDispatcherServlet() {
        try (MvcServer server = MvcServer.with(Endpoints.class, ALL, "spring.mvc.servlet.path=/api")) {
            assertOpen(server, "local.server.port", "/api/actuator/health", "/api/rates");
            assertClosed(server, "local.server.port", closed("/api/actuator"));
        }
    }

    @Test
    void opensEndpointByRouteLine() {
        try (MvcServer server = MvcServer.with(
                Endpoints.class, ALL, "busha.routes=GET /actuator/info open; GET /actuator/env ops:read")) {
            assertOpen(server, "local.server.port", "/actuator/info");
            assertThat(server.get("/actuator/env", server.bearer("balances:read"))
                            .status())
                    .isEqualTo(403);
            assertThat(server.get("/actuator/env", server.bearer("ops:read")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void closesHealthByRouteLine() {
        try (MvcServer server = MvcServer.with(Endpoints.class, "busha.routes=GET /actuator/health ops:read")) {
            assertThat(server.get("/actuator/health").status()).isEqualTo(401);
        }
    }
}
