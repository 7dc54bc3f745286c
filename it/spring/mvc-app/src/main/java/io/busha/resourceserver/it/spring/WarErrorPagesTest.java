package io.busha.resourceserver.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The error page of a WAR, to which a filter of Spring Boot forwards, and similar forwards of the application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class WarErrorPagesTest {

    private static final String SHOWN = "\"timestamp\":";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Endpoints.class)
    static class Application {}

    @RestController
    static class Endpoints {
        @Open
        @RequestMapping("/fails")
        void fails(HttpServletResponse response) throws IOException {
            response.sendError(418);
        }

        @Open
        @GetMapping("/breaks")
        void breaks() {
            throw new IllegalStateException("broken");
        }

        @Open
        @GetMapping("/breaks-later")
        Callable<String> breaksLater() {
            return () -> {
                throw new IllegalStateException("broken");
            };
        }

        @RequireScope("transfers:write")
        @GetMapping("/transfers")
        String transfers() {
            return "transfers";
        }

        @Open
        @GetMapping("/forward")
        void forward(@RequestParam String to, HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.getRequestDispatcher(to).forward(request, response);
        }

        @Open
        @GetMapping("/forge")
        void forge(@RequestParam String to, HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 404);
            request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
            request.setAttribute(RequestDispatcher.ERROR_MESSAGE, "forged");
            request.getRequestDispatcher(to).forward(request, response);
        }
    }

    private War war;

    @BeforeAll
    void start() throws Exception {
        war = War.start(Application.class);
    }

    @AfterAll
    void stop() {
        war.close();
    }

    private RawHttp.Response get(String target, String... headers) {
        return RawHttp.get(war.uri(), target, headers);
    }

    private void assertShown(RawHttp.Response answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(SHOWN, "\"status\":" + status);
    }

    private void assertDenied(RawHttp.Response answer, int status, String problem) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:busha:problem:" + problem).doesNotContain(SHOWN, "transfers\"");
    }

    @Test
    void showsErrorPageToAdmittedCallers() {
        for (String[] headers : new String[][] {{}, {war.bearer()}}) {
            assertShown(get("/fails", headers), 418);
            assertShown(RawHttp.request("POST", war.uri(), "/fails", "x=1", headers), 418);
            assertShown(get("/breaks", headers), 500);
            assertShown(get("/breaks-later", headers), 500);
        }
    }

    @Test
    void hidesErrorPageFromInvalidToken() {
        assertDenied(get("/fails", "Authorization: Bearer a.b.c"), 401, "malformed-token");
    }

    @Test
    void closesErrorPageToDirectRequests() {
        for (String target : new String[] {"/error", "/error?status=404", "/error/"}) {
            assertDenied(get(target, "jakarta.servlet.error.status_code: 404"), 403, "endpoint-closed");
            assertDenied(get(target, war.bearer("transfers:write")), 403, "endpoint-closed");
        }
    }

    @Test
    void closesErrorPageToForwardsOfApplication() {
        for (String endpoint : new String[] {"/forward?to=", "/forge?to="}) {
            assertDenied(get(endpoint + "/error"), 403, "endpoint-closed");
            assertDenied(get(endpoint + "/nowhere"), 403, "endpoint-closed");
            assertDenied(get(endpoint + "/transfers"), 401, "no-credentials");
            assertDenied(get(endpoint + "/transfers", war.bearer("other")), 403, "insufficient-scope");
            assertThat(get(endpoint + "/transfers", war.bearer("transfers:write"))
                            .body())
                    .isEqualTo("transfers");
        }
    }

    @Test
    void keepsEndpointsProtectedAfterErrorPage() {
        assertShown(get("/forward?to=/breaks"), 500);
        assertDenied(get("/transfers"), 401, "no-credentials");
    }
}
