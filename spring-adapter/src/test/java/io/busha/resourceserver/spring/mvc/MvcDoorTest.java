package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The MVC door, with one dependency, one property and one annotation. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MvcDoorTest {

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances() {
            return "balances";
        }

        @Authenticated
        @GetMapping("/me")
        String me(VerifiedToken token) {
            return token.subject();
        }

        @Open
        @GetMapping("/rates")
        String rates(Optional<VerifiedToken> token) {
            return token.map(VerifiedToken::subject).orElse("anonymous");
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }

        /** A filter before the door that makes up a caller, who has every role and the token of somebody else. */
        @Bean
        FilterRegistrationBean<Filter> impostor(ObjectProvider<RequestGuard> guard) {
            FilterRegistrationBean<Filter> impostor = new FilterRegistrationBean<>((request, response, chain) -> {
                String stolen = ((HttpServletRequest) request).getHeader("X-Stolen");
                chain.doFilter(
                        stolen == null ? request : new Posing((HttpServletRequest) request, guard.getObject(), stolen),
                        response);
            });
            impostor.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return impostor;
        }
    }

    private static final class Posing extends HttpServletRequestWrapper {

        private final VerifiedToken stolen;

        Posing(HttpServletRequest request, RequestGuard guard, String stolen) {
            super(request);
            this.stolen = (VerifiedToken) guard.verify(stolen);
            setAttribute(ResourceServerFilter.TOKEN_ATTRIBUTE, this.stolen);
        }

        @Override
        public Principal getUserPrincipal() {
            return stolen;
        }

        @Override
        public boolean isUserInRole(String role) {
            return true;
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

    @Test
    void admitsCallerWithScope() {
        RawHttp.Response answer = server.get("/balances", server.bearer("balances:read"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("balances");
    }

    @Test
    void deniesCallerWithoutScope() {
        RawHttp.Response answer = server.get("/balances", server.bearer("transfers:write"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope", "balances:read");
    }

    @Test
    void deniesRequestWithoutToken() {
        RawHttp.Response answer = server.get("/balances");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("urn:busha:problem:no-credentials");
    }

    @Test
    void passesTokenToHandler() {
        assertThat(server.get("/me", server.bearer()).body()).isEqualTo("local-user");
        assertThat(server.get("/rates", server.bearer()).body()).isEqualTo("local-user");
        assertThat(server.get("/rates").body()).isEqualTo("anonymous");
    }

    @Test
    void ignoresPrincipalThatAnotherFilterSet() {
        String stolen = server.bearer("balances:read").replace("Authorization: Bearer", "X-Stolen:");
        assertThat(server.get("/balances", stolen).status()).isEqualTo(401);
        assertThat(server.get("/balances", stolen, server.bearer("other")).status())
                .isEqualTo(403);
        assertThat(server.get("/me", stolen).status()).isEqualTo(401);
        assertThat(server.get("/rates", stolen).body()).isEqualTo("anonymous");
    }

    @Test
    void closesHandlerWithoutRule() {
        for (String path : new String[] {"/undeclared", "/error", "/"}) {
            assertThat(server.get(path, server.bearer()).status()).as(path).isEqualTo(403);
            assertThat(server.get(path).status()).as(path).isEqualTo(403);
        }
    }

    @Test
    void answers404OnlyToCallersWithToken() {
        for (String path : new String[] {"/nowhere", "/index.html"}) {
            RawHttp.Response answer = server.get(path, server.bearer());
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).contains("\"path\":\"" + path + "\"");
            assertThat(server.get(path).status()).as(path).isEqualTo(403);
            assertThat(server.get(path).body()).as(path).contains("endpoint-closed");
            assertThat(server.get(path, "Authorization: Bearer a.b.c").status())
                    .as(path)
                    .isEqualTo(401);
        }
    }
}
