package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.StartRefusedException;
import io.busha.resourceserver.spring.webflux.WebFluxServer;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Spring Security is on the class path, and the application has excluded its auto-configuration: the door is alone. */
class SwitchedOffTest {

    @Service
    static class Safe {
        @RequireScope("safe:open")
        String open() {
            return "opened";
        }

        /** With the bean and its user in one configuration. */
        @RestController
        static class Clerk {
            private final Safe safe;

            Clerk(Safe safe) {
                this.safe = safe;
            }

            @RequireScope("a")
            @GetMapping("/safe")
            String open() {
                return safe.open();
            }
        }
    }

    @RestController
    static class Desk {
        @RequireScope("a")
        @GetMapping("/a")
        String a(VerifiedToken caller) {
            return caller.subject();
        }

        @Authenticated
        @GetMapping("/me")
        String me(VerifiedToken caller) {
            return caller.subject();
        }

        @Open
        @GetMapping("/open")
        String open() {
            return "open";
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }
    }

    @Test
    void keepsMvcDoor() {
        String property = "spring.autoconfigure.exclude=" + SecurityAutoConfiguration.class.getName();
        try (SecuredServer server = SecuredServer.with(List.of(property), Desk.class)) {
            assertThat(server.context().containsBean("springSecurityFilterChain"))
                    .isFalse();
            assertThat(server.get("/a").status()).isEqualTo(401);
            assertThat(server.get("/a", server.bearer("b")).status()).isEqualTo(403);
            assertThat(server.get("/a", server.bearer("a")).body()).isEqualTo("local-user");
            assertThat(server.get("/me", server.bearer()).body()).isEqualTo("local-user");
            assertThat(server.get("/open").body()).isEqualTo("open");
            assertThat(server.get("/undeclared", server.bearer("a")).status()).isEqualTo(403);
        }
    }

    @Test
    void keepsRulesOfBeans() {
        String property = "spring.autoconfigure.exclude=" + SecurityAutoConfiguration.class.getName();
        try (SecuredServer server = SecuredServer.with(List.of(property), Desk.class, Safe.class, Safe.Clerk.class)) {
            assertThat(server.get("/safe", server.bearer("a")).status()).isEqualTo(403);
            assertThat(server.get("/safe", server.bearer("a", "safe:open")).body())
                    .isEqualTo("opened");
        }
    }

    @Test
    void keepsWebFluxDoor() {
        String property = "spring.autoconfigure.exclude=" + ReactiveSecurityAutoConfiguration.class.getName();
        try (WebFluxServer server = WebFluxServer.with(Desk.class, property)) {
            assertThat(server.get("/a").status()).isEqualTo(401);
            assertThat(server.get("/a", server.bearer("b")).status()).isEqualTo(403);
            assertThat(server.get("/a", server.bearer("a")).body()).isEqualTo("local-user");
            assertThat(server.get("/open").body()).isEqualTo("open");
            assertThat(server.get("/undeclared", server.bearer("a")).status()).isEqualTo(403);
        }
    }

    @RestController
    static class Partner {
        @GetMapping("/partner/x")
        String x() {
            return "x";
        }
    }

    @Test
    void refusesToStartWithUnprotectedLine() {
        String mvc = "spring.autoconfigure.exclude=" + SecurityAutoConfiguration.class.getName();
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> SecuredServer.with(List.of(mvc, Partners.LINE), Partner.class)
                        .close())
                .withMessageContaining("unprotected: no SecurityFilterChain of your own matches it (GET)");
        String webFlux = "spring.autoconfigure.exclude=" + ReactiveSecurityAutoConfiguration.class.getName();
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> WebFluxServer.with(Partner.class, webFlux, Partners.LINE)
                        .close())
                .withMessageContaining("unprotected: Spring Security is switched off (GET)");
    }
}
