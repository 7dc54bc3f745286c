package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handlers with contradictory annotations stop the start. */
class ContradictionTest {

    @RestController
    static class Torn {
        @Open
        @Authenticated
        @GetMapping("/first")
        String first() {
            return "first";
        }

        @RequireScope("a b")
        @GetMapping("/second")
        String second() {
            return "second";
        }
    }

    @Test
    void refusesToStartAndNamesEveryHandler() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> MvcServer.with(Torn.class).close())
                .withMessageContaining("Torn.first")
                .withMessageContaining("Torn.second")
                .matches(refused -> refused.remedy().contains("@RequireScope"));
    }
}
