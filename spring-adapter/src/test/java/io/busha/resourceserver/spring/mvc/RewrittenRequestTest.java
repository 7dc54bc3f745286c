package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** If a filter behind the door changes the request, the rule of the handler that it then reaches decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RewrittenRequestTest {

    @RestController
    static class Wallet {
        @Open
        @GetMapping("/open")
        String open() {
            return "open";
        }

        @RequireScope("balances:write")
        @DeleteMapping("/open")
        String delete() {
            return "deleted";
        }

        @RequireScope("balances:read")
        @GetMapping("/secret")
        String secret() {
            return "secret";
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }

        @Bean
        FilterRegistrationBean<Filter> rewriting() {
            return new FilterRegistrationBean<>((request, response, chain) ->
                    chain.doFilter(new Rewritten((HttpServletRequest) request), response));
        }
    }

    private static final class Rewritten extends HttpServletRequestWrapper {

        Rewritten(HttpServletRequest request) {
            super(request);
        }

        private String header(String name, String otherwise) {
            return Objects.requireNonNullElse(getHeader(name), otherwise);
        }

        @Override
        public String getMethod() {
            return header("X-Method", super.getMethod());
        }

        @Override
        public String getRequestURI() {
            return header("X-Path", super.getRequestURI());
        }

        @Override
        public String getServletPath() {
            return header("X-Path", super.getServletPath());
        }
    }

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Wallet.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private int status(String... headers) {
        return server.get("/open", headers).status();
    }

    @Test
    void decidesAgainIfFilterChangesPath() {
        assertThat(status()).isEqualTo(200);
        assertThat(status("X-Path: /secret")).isEqualTo(401);
        assertThat(status("X-Path: /secret", server.bearer("other"))).isEqualTo(403);
        assertThat(status("X-Path: /undeclared", server.bearer("balances:read")))
                .isEqualTo(403);
        assertThat(server.get("/open", "X-Path: /secret", server.bearer("balances:read"))
                        .body())
                .isEqualTo("secret");
    }

    @Test
    void decidesAgainIfFilterChangesMethod() {
        assertThat(status("X-Method: DELETE")).isEqualTo(401);
        assertThat(status("X-Method: DELETE", server.bearer("balances:read"))).isEqualTo(403);
        assertThat(server.get("/open", "X-Method: DELETE", server.bearer("balances:write"))
                        .body())
                .isEqualTo("deleted");
    }
}
