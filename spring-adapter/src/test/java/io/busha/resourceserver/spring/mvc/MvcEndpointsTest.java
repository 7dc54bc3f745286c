package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.testkit.RawHttp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Endpoints other than handler methods, and the audit of all endpoints at start. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MvcEndpointsTest {

    private static final String ROUTES = """
            GET /lines/** open
            GET /by-line balances:read
            GET /assets/** open
            """;

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/accounts/{id}")
        String account(@PathVariable String id) {
            return id;
        }

        @RequireScope("documents:write")
        @PostMapping("/documents")
        String document(@RequestParam MultipartFile file) {
            return file.getName();
        }

        @GetMapping("/forgotten")
        String forgotten() {
            return "forgotten";
        }
    }

    @RequireScope("function:call")
    static final class Declaring implements HandlerFunction<ServerResponse> {
        @Override
        public ServerResponse handle(ServerRequest request) {
            return ServerResponse.ok().body("declaring");
        }
    }

    @Open
    static final class OpenServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().print("open servlet");
        }

        @Override
        @RequireScope("servlet:write")
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getOutputStream().print("posted");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        Wallet wallet() {
            return new Wallet();
        }

        @Bean
        RouterFunction<ServerResponse> functions() {
            HandlerFunction<ServerResponse> hello =
                    request -> ServerResponse.ok().body("hello");
            return RouterFunctions.route()
                    .GET("/function", hello)
                    .GET("/lines/function", hello)
                    .GET("/declaring", new Declaring())
                    .GET("/by-line", hello)
                    .build();
        }

        @Bean
        ServletRegistrationBean<HttpServlet> servlet() {
            return new ServletRegistrationBean<>(new OpenServlet(), "/servlet/*");
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(
                Application.class, "busha.routes=" + ROUTES, "spring.mvc.hiddenmethod.filter.enabled=true");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private int status(String target, String... headers) {
        return server.get(target, headers).status();
    }

    @Test
    void closesFunctionsWithoutRouteLineOrAnnotation() {
        assertThat(status("/function", server.bearer("balances:read"))).isEqualTo(403);
        assertThat(server.get("/lines/function").body()).isEqualTo("hello");
        assertThat(status("/by-line")).isEqualTo(401);
        assertThat(server.get("/by-line", server.bearer("balances:read")).body())
                .isEqualTo("hello");
        assertThat(status("/declaring", server.bearer("balances:read"))).isEqualTo(403);
        assertThat(server.get("/declaring", server.bearer("function:call")).body())
                .isEqualTo("declaring");
    }

    @Test
    void closesFilesWithoutRouteLine() {
        assertThat(status("/closed.txt")).isEqualTo(403);
        assertThat(status("/closed.txt", server.bearer("balances:read"))).isEqualTo(404);
        assertThat(status("/", server.bearer("balances:read"))).isEqualTo(403);
        assertThat(server.get("/assets/open.txt").body()).isEqualTo("open file");
        assertThat(status("/assets/../closed.txt")).isEqualTo(403);
        assertThat(status("/assets/missing.txt")).isEqualTo(404);
    }

    @Test
    void appliesOwnRulesOfOtherServlets() {
        assertThat(server.get("/servlet/x").body()).isEqualTo("open servlet");
        assertThat(server.send("POST", "/servlet/x", "").status()).isEqualTo(401);
        assertThat(server.send("POST", "/servlet/x", "", server.bearer("servlet:write"))
                        .body())
                .isEqualTo("posted");
    }

    @Test
    void deniesUnmappedRequests() {
        assertThat(status("/nowhere")).isEqualTo(403);
        assertThat(status("/accounts", server.bearer("balances:read"))).isEqualTo(404);
        assertThat(server.send("PUT", "/accounts/7", "", server.bearer("balances:read"))
                        .status())
                .isEqualTo(405);
        assertThat(server.send("PUT", "/accounts/7", "", server.bearer("other")).status())
                .isEqualTo(403);
        assertThat(server.send("PUT", "/accounts/7", "").status()).isEqualTo(403);
    }

    @Test
    void deniesBeforeMultipartBodyArrives() {
        RawHttp.Response answer = RawHttp.partial(
                "POST", server.uri(), "/documents", 1L << 30, 1 << 10, "Content-Type: multipart/form-data; boundary=b");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("no-credentials");
    }

    @Test
    void auditsEveryEndpointAtStart() {
        RouteAudit audit = server.context().getBean(AuditedDoor.class).audit().orElseThrow();
        assertThat(audit.entries().stream().map(entry -> entry.methods() + " " + entry.path() + " " + entry.requires()))
                .contains(
                        "GET,HEAD /accounts/{id} balances:read",
                        "POST /documents documents:write",
                        "GET,HEAD /forgotten closed",
                        "GET,HEAD /actuator/health open",
                        "* but POST /servlet/* open",
                        "POST /servlet/* servlet:write",
                        "* / closed");
        assertThat(audit.warnings())
                .anyMatch(warning -> warning.contains("closed because no rule is declared")
                        && warning.contains("/forgotten")
                        && warning.contains("Wallet.forgotten"))
                .noneMatch(warning ->
                        warning.contains("org.springframework.") || warning.contains("no endpoint is mapped there"));
    }
}
