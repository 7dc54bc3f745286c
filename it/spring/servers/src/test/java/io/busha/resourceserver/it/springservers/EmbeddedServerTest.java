package io.busha.resourceserver.it.springservers;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.UrlHandlerFilter;

/** The door behaves in the same way on each embedded server. There is a subclass for each server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EmbeddedServerTest {

    private static final String ORIGIN = "Origin: https://app.example";

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @CrossOrigin("https://app.example")
        @GetMapping("/balances")
        String balances(VerifiedToken caller) {
            return caller.subject();
        }

        @RequireScope("transfers:write")
        @PostMapping(path = "/transfers", consumes = "application/json", produces = "application/json")
        String transfer(@RequestBody String body, @RequestParam String to) {
            return body + to;
        }

        @Open
        @GetMapping(path = "/either", params = "!strict")
        String lax() {
            return "lax";
        }

        @RequireScope("strict")
        @GetMapping(path = "/either", params = "strict")
        String strict() {
            return "strict";
        }

        @RequireScope("names:write")
        @PutMapping("/name")
        String rename() {
            return "renamed";
        }

        @Authenticated
        @GetMapping("/later")
        Callable<String> later(VerifiedToken caller) {
            return caller::subject;
        }

        @Authenticated
        @GetMapping("/forward")
        void forward(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
            request.getRequestDispatcher("/balances").forward(request, response);
        }

        @Authenticated
        @GetMapping("/dispatch")
        void dispatch(HttpServletRequest request) {
            AsyncContext async = request.startAsync();
            async.dispatch("/balances");
        }

        @Authenticated
        @GetMapping("/include")
        void include(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
            response.getOutputStream().print("before ");
            request.getRequestDispatcher("/balances").include(request, response);
            response.getOutputStream().print(" after");
        }

        @Open
        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application extends Wallet {
        @Bean
        FilterRegistrationBean<UrlHandlerFilter> slashes() {
            return new FilterRegistrationBean<>(
                    UrlHandlerFilter.trailingSlashHandler("/**").wrapRequest().build());
        }

        /** Adds a filter that answers by itself, like a login page. */
        @Bean
        FilterRegistrationBean<Filter> login() {
            FilterRegistrationBean<Filter> login = new FilterRegistrationBean<>(
                    (request, response, chain) -> response.getOutputStream().print("log in"));
            login.addUrlPatterns("/login");
            return login;
        }
    }

    private final Class<?> server;
    private final LocalIssuer issuer = LocalIssuer.start();
    private @Nullable ConfigurableApplicationContext context;

    /** Runs the tests with this configuration, which provides the server. */
    EmbeddedServerTest(Class<?> server) {
        this.server = server;
    }

    @BeforeAll
    void start() {
        context = new SpringApplicationBuilder(Application.class, server)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--server.shutdown=immediate",
                        "--spring.mvc.hiddenmethod.filter.enabled=true",
                        "--busha.start-up=required",
                        "--busha.start-up-limit=2m",
                        "--busha.issuer=" + issuer.issuer(),
                        "--busha.client-id=" + LocalIssuer.CLIENT_ID);
    }

    @AfterAll
    void stop() {
        if (context != null) {
            context.close();
        }
        issuer.close();
    }

    private String bearer(String... scopes) {
        return "Authorization: Bearer " + issuer.accessToken().scopes(scopes).sign();
    }

    private RawHttp.Response send(String method, String target, String body, String... headers) {
        String port = Objects.requireNonNull(context).getEnvironment().getProperty("local.server.port");
        return RawHttp.request(method, URI.create("http://127.0.0.1:" + port), target, body, headers);
    }

    private RawHttp.Response get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    private static void assertDenied(RawHttp.Response answer, int status, String problem) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"type\":\"urn:busha:problem:" + problem + "\"");
        assertThat(answer.headers("Content-Type")).singleElement().asString().startsWith("application/problem+json");
        assertThat(answer.headers("Allow")).isEmpty();
    }

    @Test
    void enforcesRuleOfHandler() {
        assertDenied(get("/balances"), 401, "no-credentials");
        assertDenied(get("/balances", bearer()), 403, "insufficient-scope");
        assertThat(get("/balances", bearer("balances:read")).body()).isEqualTo("local-user");
        assertThat(get("/either").body()).isEqualTo("lax");
        assertDenied(get("/either?strict"), 401, "no-credentials");
        assertDenied(get("/either?strict", bearer()), 403, "insufficient-scope");
        assertThat(get("/either?strict", bearer("strict")).body()).isEqualTo("strict");
    }

    @Test
    void leavesErrorsOfAuthorizedCallersToSpring() {
        String json = "Content-Type: application/json";
        String entitled = bearer("transfers:write");
        assertThat(send("POST", "/transfers?to=me", "{}", json, entitled).status())
                .isEqualTo(200);
        assertThat(send("POST", "/transfers?to=me", "{}", "Content-Type: text/plain", entitled)
                        .status())
                .isEqualTo(415);
        assertThat(send("POST", "/transfers?to=me", "{}", json, "Accept: text/csv", entitled)
                        .status())
                .isEqualTo(406);
        assertThat(send("POST", "/transfers", "{}", json, entitled).status()).isEqualTo(400);
        assertThat(get("/transfers", entitled).status()).isEqualTo(405);
        assertDenied(send("POST", "/transfers", "{}", json, bearer()), 403, "insufficient-scope");
        assertDenied(get("/transfers", bearer()), 403, "insufficient-scope");
    }

    @Test
    void answersUnmappedPathsLikeSpring() {
        assertThat(get("/balances", bearer("balances:read")).status()).isEqualTo(200);
        for (String path : List.of("/nowhere", "/login")) {
            assertDenied(get(path), 403, "endpoint-closed");
            RawHttp.Response missing = get(path, bearer());
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.body()).contains("\"path\":\"" + path + "\"");
        }
    }

    @Test
    void doesNotEchoTrace() {
        RawHttp.Response trace = send("TRACE", "/balances", "", bearer("balances:read"));
        assertThat(trace.status()).isIn(403, 405);
        assertThat(trace.body()).doesNotContain("Bearer");
    }

    @Test
    void enforcesRuleAfterFiltersChangeRequest() {
        assertThat(get("/balances/", bearer("balances:read")).body()).isEqualTo("local-user");
        assertDenied(get("/balances/"), 401, "no-credentials");
        String form = "Content-Type: application/x-www-form-urlencoded";
        assertThat(send("POST", "/name", "_method=PUT", form, bearer("names:write"))
                        .body())
                .isEqualTo("renamed");
        assertDenied(send("POST", "/name", "_method=PUT", form, bearer()), 403, "insufficient-scope");
    }

    @Test
    void enforcesRuleAfterDispatch() {
        assertThat(get("/later", bearer()).body()).isEqualTo("local-user");
        assertDenied(get("/forward", bearer()), 403, "insufficient-scope");
        assertThat(get("/forward", bearer("balances:read")).body()).isEqualTo("local-user");
        assertDenied(get("/dispatch", bearer()), 403, "insufficient-scope");
        assertThat(get("/dispatch", bearer("balances:read")).body()).isEqualTo("local-user");
        assertThat(get("/include", bearer()).body()).isEqualTo("before  after");
        assertThat(get("/include", bearer("balances:read")).body()).isEqualTo("before local-user after");
    }

    @Test
    void servesAfterStopAndStart() {
        ConfigurableApplicationContext running = Objects.requireNonNull(context);
        running.stop();
        running.start();
        assertDenied(get("/balances"), 401, "no-credentials");
        assertThat(get("/balances", bearer("balances:read")).body()).isEqualTo("local-user");
    }

    @Test
    void showsErrorPages() {
        RawHttp.Response broken = get("/broken");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.body()).contains("\"path\":\"/broken\"");
        assertDenied(get("/error"), 403, "endpoint-closed");
    }

    @Test
    void sharesDenialsWithAllowedOrigins() {
        assertThat(send("OPTIONS", "/balances", "", ORIGIN, "Access-Control-Request-Method: GET")
                        .status())
                .isEqualTo(200);
        for (RawHttp.Response denied : List.of(get("/balances", ORIGIN), get("/balances", ORIGIN, bearer()))) {
            assertThat(denied.headers("Access-Control-Allow-Origin")).containsExactly("https://app.example");
            assertThat(String.join(",", denied.headers("Vary"))).contains("Origin");
        }
    }
}
