package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.Filter;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Callers whom an endpoint at the path admits get Spring's own errors. Other callers are denied first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EntitledErrorsTest {

    private static final AtomicInteger ANSWERED = new AtomicInteger();
    private static final String JSON = "Content-Type: application/json";

    @RestController
    static class Wallet {
        @RequireScope("transfers:write")
        @PostMapping(path = "/transfers", consumes = "application/json", produces = "application/json")
        String transfer(@RequestBody String body) {
            return body;
        }

        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances(@RequestParam String account) {
            return account;
        }

        @Open
        @GetMapping("/rates")
        String rates() {
            return "rates";
        }

        @RequireScope("documents:write")
        @PostMapping("/rates")
        String document(@RequestParam MultipartFile file) {
            return file.getName();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Advice.class)
    static class Application extends Wallet {
        @Bean
        FilterRegistrationBean<Filter> answering() {
            FilterRegistrationBean<Filter> login = new FilterRegistrationBean<>((request, response, chain) -> {
                ANSWERED.incrementAndGet();
                response.getOutputStream().print("log in");
            });
            login.addUrlPatterns("/login");
            return login;
        }
    }

    @RestControllerAdvice
    static class Advice {
        @ExceptionHandler
        @ResponseStatus(HttpStatus.NOT_FOUND)
        String missing(NoResourceFoundException missing) {
            return "handled by the application";
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Application.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private int transfer(String method, String... headers) {
        return server.send(method, "/transfers", "{}", headers).status();
    }

    @Test
    void leavesErrorsOfEntitledCallersToSpring() {
        String entitled = server.bearer("transfers:write");
        assertThat(transfer("POST", entitled, JSON)).isEqualTo(200);
        assertThat(transfer("POST", entitled, "Content-Type: text/plain")).isEqualTo(415);
        assertThat(transfer("POST", entitled, JSON, "Accept: text/csv")).isEqualTo(406);
        RawHttp.Response notAllowed = server.get("/transfers", entitled);
        assertThat(notAllowed.status()).isEqualTo(405);
        assertThat(notAllowed.headers("Allow")).containsExactly("POST");
        assertThat(server.get("/balances", server.bearer("balances:read")).status())
                .isEqualTo(400);
        assertThat(server.get("/nowhere", entitled).status()).isEqualTo(404);
    }

    @Test
    void deniesOtherCallersBeforeSpringsErrors() {
        String other = server.bearer("other");
        for (String[] headers : new String[][] {{JSON}, {"Content-Type: text/plain"}, {JSON, "Accept: text/csv"}}) {
            assertThat(server.send("POST", "/transfers", "{}", headers).status())
                    .isEqualTo(401);
            String[] withToken = new String[headers.length + 1];
            System.arraycopy(headers, 0, withToken, 1, headers.length);
            withToken[0] = other;
            RawHttp.Response denied = server.send("POST", "/transfers", "{}", withToken);
            assertThat(denied.status()).isEqualTo(403);
            assertThat(denied.header("WWW-Authenticate")).contains("scope=\"transfers:write\"");
        }
        assertThat(transfer("GET", other)).isEqualTo(403);
        assertThat(transfer("GET")).isEqualTo(403);
        assertThat(server.get("/balances", other).status()).isEqualTo(403);
        assertThat(server.get("/balances").status()).isEqualTo(401);
        assertThat(server.get("/nowhere").status()).isEqualTo(403);
    }

    /** A filter behind the door that answers by itself, as a login page does. */
    @Test
    void answers404BeforeFiltersBehindTheDoor() {
        assertThat(server.get("/balances", server.bearer("balances:read")).status())
                .as("the servlet has begun to serve")
                .isEqualTo(400);
        RawHttp.Response missing = server.get("/login", server.bearer());
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("handled by the application");
        assertThat(server.get("/login").status()).isEqualTo(403);
        assertThat(ANSWERED).hasValue(0);
    }

    /** Spring reads the parts of a request before it looks for its handler. */
    @Test
    void readsNoBodyOfCallersWithoutAccess() {
        String multipart = "Content-Type: multipart/form-data; boundary=b";
        String broken = "--b\r\nnot a part";
        assertThat(server.send("POST", "/rates", broken, multipart).status()).isEqualTo(401);
        assertThat(server.send("POST", "/rates", broken, multipart, server.bearer("documents:write"))
                        .status())
                .as("is read, and is broken")
                .isIn(400, 413, 500);
        assertThat(server.send("POST", "/nowhere", broken, multipart).status()).isEqualTo(403);
        assertThat(server.send("POST", "/r%61tes", broken, multipart).status()).isEqualTo(401);
        assertThat(server.send(
                                "OPTIONS",
                                "/rates",
                                broken,
                                multipart,
                                "Origin: https://app.example",
                                "Access-Control-Request-Method: GET")
                        .status())
                .as("no preflight has a body")
                .isEqualTo(403);
    }
}
