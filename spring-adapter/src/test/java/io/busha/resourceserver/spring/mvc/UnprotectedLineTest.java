package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.spring.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Without Spring Security, no endpoint may be left unprotected. */
class UnprotectedLineTest {

    @RestController
    static class Partners {
        @GetMapping("/partner/x")
        String x() {
            return "x";
        }
    }

    @Test
    void refusesToStartWithUnprotectedLine() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> MvcServer.with(Partners.class, "busha.routes=* /partner/** unprotected")
                        .close())
                .withMessageContaining("route line \"* /partner/** unprotected\" cannot leave GET,HEAD /partner/x ("
                        + Partners.class.getName() + ".x) unprotected: nothing else would protect it here (GET)");
    }
}
