package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.spring.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Without Spring Security, no endpoint may be left unprotected. */
class UnprotectedLineTest {

    private static final String LINE = "busha.routes=* /partner/** unprotected";

    @RestController
    static class Partners {
        @GetMapping("/partner/x")
        String x() {
            return "x";
        }
    }

    /** Reaches whatever it wants to. */
    static class Overlapping extends Partners {
        @Bean
        RouterFunction<ServerResponse> anything() {
            return RouterFunctions.route(request -> request.path().length() > 30, request -> ServerResponse.ok()
                    .build());
        }
    }

    private static void refusesToStart(Class<?> source, String why) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> WebFluxServer.with(source, LINE).close())
                .withMessageContaining("route line \"* /partner/** unprotected\" cannot leave GET,HEAD /partner/x (")
                .withMessageContaining(why);
    }

    @Test
    void refusesToStartWithUnprotectedLine() {
        refusesToStart(Partners.class, "nothing else would protect it here (GET)");
    }

    @Test
    void refusesToStartIfRequestCouldReachAnotherHandler() {
        refusesToStart(
                Overlapping.class, "such a request could also reach another endpoint, whose rule is checked (GET)");
    }
}
