package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.spring.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The audit of the endpoints at start. */
class EndpointAuditTest {

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping(path = "/balances/{id}", params = "all")
        String balances() {
            return "balances";
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "forgotten";
        }

        @Bean
        RouterFunction<ServerResponse> functions() {
            return RouterFunctions.route(RequestPredicates.GET("/function"), request -> ServerResponse.ok()
                    .build());
        }
    }

    @RestController
    static class Contradicting {
        @Open
        @Authenticated
        @GetMapping("/contradiction")
        String contradiction() {
            return "contradiction";
        }
    }

    @Test
    void listsHandlersOfEveryMapping() {
        try (WebFluxServer server = WebFluxServer.with(Wallet.class, "busha.routes=GET /function open")) {
            RouteAudit audit =
                    server.context().getBean(AuditedDoor.class).audit().orElseThrow();
            assertThat(audit.toString())
                    .containsPattern("GET,HEAD +/balances/\\{id} \\[all] .*Wallet.balances +balances:read")
                    .containsPattern("GET,HEAD +/forgotten .* closed +nothing declared")
                    .containsPattern("/function .* open ")
                    .containsPattern("/actuator/health .* open +the health endpoint's default");
            assertThat(audit.warnings()).anyMatch(warning -> warning.contains("/forgotten"));
        }
    }

    @Test
    void refusesToStartWithContradictoryHandler() {
        assertThatThrownBy(() -> WebFluxServer.with(Contradicting.class))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("contradiction");
    }

    @Test
    void showsAuditInActuator() {
        try (WebFluxServer server = WebFluxServer.with(
                Wallet.class,
                "management.endpoints.web.exposure.include=busha",
                "busha.routes=GET /actuator/busha ops:read")) {
            assertThat(server.get("/actuator/busha").status()).isEqualTo(401);
            assertThat(server.get("/actuator/busha", server.bearer("ops:read")).body())
                    .contains("\"path\":\"/balances/{id} [all]\"", "\"requires\":\"balances:read\"")
                    .contains("\"path\":\"/actuator/busha\"", "/forgotten");
        }
    }
}
