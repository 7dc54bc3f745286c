package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Several handlers on one path: the rule of the one that is dispatched to holds, and no other's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChosenHandlerTest {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @RestController
    static class Choices {
        @Open
        @GetMapping(path = "/chosen", params = "!mode", headers = "!X-Mode", produces = "text/plain")
        String open() {
            return "open";
        }

        @RequireScope("by:params")
        @GetMapping(path = "/chosen", params = "mode=secret")
        String byParams() {
            return "params";
        }

        @RequireScope("by:headers")
        @GetMapping(path = "/chosen", headers = "X-Mode=secret")
        String byHeaders() {
            return "headers";
        }

        @RequireScope("by:produces")
        @GetMapping(path = "/chosen", produces = "application/json")
        String byProduces() {
            return "[]";
        }

        @Open
        @PostMapping(path = "/chosen", consumes = "text/plain")
        String openPost() {
            return "open";
        }

        @RequireScope("by:consumes")
        @PostMapping(path = "/chosen", consumes = "application/json")
        String byConsumes() {
            return "consumes";
        }

        @Open
        @PostMapping(path = "/form", params = "!mode")
        String openForm() {
            return "open";
        }

        @RequireScope("by:form")
        @PostMapping(path = "/form", params = "mode")
        String byForm() {
            return "form";
        }

        @RequireScope("by:method")
        @DeleteMapping("/form")
        String delete() {
            return "deleted";
        }

        @DeleteMapping("/lines")
        String deleteByLine() {
            return "deleted";
        }

        @PostMapping("/lines")
        String postByLine() {
            return "posted";
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(
                Choices.class,
                "spring.mvc.hiddenmethod.filter.enabled=true",
                "busha.routes=POST /lines open; DELETE /lines by:line");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/chosen, Accept: text/plain, open, ''",
        "/chosen?mode=secret, Accept: text/plain, params, by:params",
        "/chosen?%6dode=s%65cret, Accept: text/plain, params, by:params",
        "/chosen?x=&mode=secret&mode=other, Accept: text/plain, params, by:params",
        "/chosen, X-Mode: secret, headers, by:headers",
        "/chosen, Accept: application/json, [], by:produces"
    })
    void requiresScopeOfChosenHandler(String target, String header, String body, String scope) {
        if (scope.isEmpty()) {
            assertThat(server.get(target, header).body()).isEqualTo(body);
            return;
        }
        assertThat(server.get(target, header).status()).isEqualTo(401);
        assertThat(server.get(target, header, server.bearer("other")).header("WWW-Authenticate"))
                .contains("scope=\"" + scope + "\"");
        assertThat(server.get(target, header, server.bearer(scope)).body()).isEqualTo(body);
    }

    @Test
    void requiresScopeOfHandlerThatConsumesTheBody() {
        assertThat(server.send("POST", "/chosen", "{}", "Content-Type: text/plain")
                        .body())
                .isEqualTo("open");
        assertThat(server.send("POST", "/chosen", "{}", "Content-Type: application/json")
                        .status())
                .isEqualTo(401);
        assertThat(server.send("POST", "/chosen", "{}", "Content-Type: application/json", server.bearer("by:consumes"))
                        .body())
                .isEqualTo("consumes");
    }

    @Test
    void decidesAgainIfFormChoosesAnotherHandler() {
        assertThat(server.send("POST", "/form", "x=1", FORM).body()).isEqualTo("open");
        assertThat(server.send("POST", "/form", "mode=1", FORM).status()).isEqualTo(401);
        assertThat(server.send("POST", "/form", "mode=1", FORM, server.bearer("other"))
                        .status())
                .isEqualTo(403);
        assertThat(server.send("POST", "/form", "mode=1", FORM, server.bearer("by:form"))
                        .body())
                .isEqualTo("form");
    }

    @Test
    void decidesAgainIfFormChangesMethod() {
        assertThat(server.send("POST", "/form", "_method=DELETE", FORM).status())
                .isEqualTo(401);
        assertThat(server.send("POST", "/form", "_method=DELETE", FORM, server.bearer("by:form"))
                        .status())
                .isEqualTo(403);
        assertThat(server.send("POST", "/form", "_method=DELETE", FORM, server.bearer("by:method"))
                        .body())
                .isEqualTo("deleted");
    }

    @Test
    void appliesRouteLineForMethodThatFormChooses() {
        assertThat(server.send("POST", "/lines", "x=1", FORM).body()).isEqualTo("posted");
        assertThat(server.send("POST", "/lines", "_method=DELETE", FORM).status())
                .isEqualTo(401);
        assertThat(server.send("POST", "/lines", "_method=DELETE", FORM, server.bearer("by:line"))
                        .body())
                .isEqualTo("deleted");
    }
}
