package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.RawHttp;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** A preflight passes only if Spring itself answers it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreflightTest {

    private static final AtomicInteger HANDLED = new AtomicInteger();
    private static final String ORIGIN = "Origin: https://app.example";
    private static final String METHOD = "Access-Control-Request-Method: GET";

    @RestController
    static class Wallet {
        @CrossOrigin("https://app.example")
        @RequireScope("balances:read")
        @RequestMapping(
                path = "/balances",
                method = {RequestMethod.GET, RequestMethod.OPTIONS})
        String balances() {
            HANDLED.incrementAndGet();
            return "balances";
        }

        @RequireScope("balances:read")
        @GetMapping("/same-origin")
        String sameOrigin() {
            HANDLED.incrementAndGet();
            return "same origin";
        }
    }

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(Wallet.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private RawHttp.Response options(String path, String... headers) {
        return server.send("OPTIONS", path, "", headers);
    }

    @Test
    void leavesAnswerToSpring() {
        HANDLED.set(0);
        RawHttp.Response answer = options("/balances", ORIGIN, METHOD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
        assertThat(answer.body()).isEmpty();
        assertThat(HANDLED).hasValue(0);
    }

    @Test
    void deniesOtherOriginsAndPathsWithoutCorsConfiguration() {
        for (RawHttp.Response answer : new RawHttp.Response[] {
            options("/balances", "Origin: https://evil.example", METHOD),
            options("/same-origin", ORIGIN, METHOD),
            options("/nowhere", ORIGIN, METHOD)
        }) {
            assertThat(answer.status()).isEqualTo(403);
            // Spring 7 itself would let the last two pass.
            assertThat(answer.body()).contains("urn:busha:problem:endpoint-closed");
        }
    }

    @Test
    void deniesRequestsThatOnlyResemblePreflight() {
        HANDLED.set(0);
        assertThat(options("/balances", ORIGIN).status()).isEqualTo(401);
        assertThat(options("/balances", METHOD).status()).isEqualTo(401);
        assertThat(server.get("/balances", ORIGIN, METHOD).status()).isEqualTo(401);
        assertThat(HANDLED).hasValue(0);
    }

    @Test
    void leavesCorsHeadersOfActualRequestToSpring() {
        RawHttp.Response answer = server.get("/balances", ORIGIN, server.bearer("balances:read"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
        RawHttp.Response evil = server.get("/balances", "Origin: https://evil.example", server.bearer("balances:read"));
        assertThat(evil.status()).isEqualTo(403);
    }
}
