package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** CORS preflights, which a browser sends without a token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightTest {

    private static final String[] PREFLIGHT = {
        "Origin: https://app.example", "Access-Control-Request-Method: GET",
    };

    @RestController
    static class Shared {
        @CrossOrigin("https://app.example")
        @RequireScope("balances:read")
        @GetMapping("/shared")
        String shared() {
            return "shared";
        }

        @Open
        @GetMapping("/open")
        String open() {
            return "open";
        }

        @RequestMapping(path = "/options", method = RequestMethod.OPTIONS)
        String options() {
            return "protected";
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Shared.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private RawHttp.Response options(String path, String... headers) {
        return server.send("OPTIONS", path, "", headers);
    }

    @Test
    void admitsPreflightThatSpringAnswers() {
        RawHttp.Response answer = options("/shared", PREFLIGHT);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void admitsNoOtherRequestWithPreflightHeaders() {
        assertThat(server.get("/shared", PREFLIGHT).status()).isEqualTo(401);
    }

    @Test
    void deniesPreflightWithoutCorsConfiguration() {
        for (String path : new String[] {"/open", "/options", "/nowhere"}) {
            assertThat(options(path, PREFLIGHT).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void deniesOptionsWithoutPreflightHeaders() {
        for (String path : new String[] {"/shared", "/open", "/options"}) {
            assertThat(options(path).status()).as(path).isEqualTo(403);
            assertThat(options(path, PREFLIGHT[0]).status()).as(path).isEqualTo(403);
        }
    }
}
