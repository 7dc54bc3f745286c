package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Spring may be told to match paths in any case, and with a slash at the end: the line of the handler decides all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaxMatchingTest {

    @RestController
    static class Reports implements WebMvcConfigurer {
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
        public void configurePathMatch(PathMatchConfigurer paths) {
            PathPatternParser lax = new PathPatternParser();
            lax.setCaseSensitive(false);
            lax.setMatchOptionalTrailingSeparator(true);
            paths.setPatternParser(lax);
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(
                Reports.class,
                "spring.mvc.servlet.path=/app",
                "busha.routes=GET /app/reports/salaries hr:read; * /app/reports/** open");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/reports/salaries",
                "/app/reports/salaries/",
                "/app/reports/SALARIES",
                "/app/Reports/salaries/",
                "/app/reports/salaries;x=1",
                "/app/reports/%73alaries"
            })
    void appliesLineToEverySpellingOfItsHandlersPath(String path) {
        assertThat(server.get(path).status()).isEqualTo(401);
        assertThat(server.get(path, server.bearer("hr:read")).body()).isEqualTo("salaries");
    }

    @Test
    void appliesTheirOwnLineToOtherHandlers() {
        assertThat(server.get("/app/reports/other").body()).isEqualTo("other");
        assertThat(server.get("/app/REPORTS/other/").body()).isEqualTo("other");
    }
}
