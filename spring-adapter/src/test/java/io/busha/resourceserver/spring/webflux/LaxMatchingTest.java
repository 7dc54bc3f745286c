package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.PathMatchConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Spring may be told to match paths in any case, and with a slash at the end: the line of the handler decides all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaxMatchingTest {

    @RestController
    static class Reports implements WebFluxConfigurer {
        @GetMapping("/reports/salaries")
        String salaries() {
            return "salaries";
        }

        @GetMapping("/reports/{name}")
        String other() {
            return "other";
        }

        @Override
        @SuppressWarnings("deprecation") // it is there, so somebody has it
        public void configurePathMatching(PathMatchConfigurer paths) {
            paths.setUseCaseSensitiveMatch(false);
            paths.setUseTrailingSlashMatch(true);
        }
    }

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(
                Reports.class, "busha.routes=GET /reports/salaries hr:read; * /reports/** open; * /REPORTS/** open");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reports/salaries",
                "/reports/salaries/",
                "/reports/SALARIES",
                "/REPORTS/salaries/",
                "/reports/salaries;x=1",
                "/reports/%73alaries"
            })
    void appliesLineToEverySpellingOfItsHandlersPath(String path) {
        assertThat(server.get(path).status()).isEqualTo(401);
        assertThat(server.get(path, server.bearer("hr:read")).body()).isEqualTo("salaries");
    }

    @Test
    void appliesTheirOwnLineToOtherHandlers() {
        assertThat(server.get("/reports/other").body()).isEqualTo("other");
        assertThat(server.get("/Reports/other/").body()).isEqualTo("other");
    }
}
