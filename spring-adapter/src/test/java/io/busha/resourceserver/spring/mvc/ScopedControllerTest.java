package io.busha.resourceserver.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.AuditedDoor;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;

/** Controllers that live as long as a request or a session, as they are and behind proxies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScopedControllerTest {

    private static final AtomicInteger MADE = new AtomicInteger();

    static class Base {
        Base() {
            MADE.incrementAndGet();
        }
    }

    @RestController
    @Scope("request")
    @RequireScope("class")
    static class OfRequest extends Base {
        @RequireScope("a")
        @GetMapping("/request")
        String get(VerifiedToken caller) {
            return caller.subject();
        }

        @GetMapping("/request/by-class")
        String byClass() {
            return "class";
        }
    }

    @RestController
    @Scope("session")
    static class OfSession extends Base {
        @RequireScope("a")
        @GetMapping("/session")
        String get(VerifiedToken caller) {
            return caller.subject();
        }

        @GetMapping("/session/undeclared")
        String undeclared() {
            return "undeclared";
        }
    }

    @RestController
    @RequestScope
    static class BehindClassProxy extends Base {
        @RequireScope("a")
        @GetMapping("/request/class-proxy")
        String get(VerifiedToken caller) {
            return caller.subject();
        }
    }

    @RestController
    @SessionScope
    static class BehindClassProxyOfSession extends Base {
        @RequireScope("a")
        @GetMapping("/session/class-proxy")
        String get(VerifiedToken caller) {
            return caller.subject();
        }
    }

    @RestController
    interface Api {
        @GetMapping("/request/interface-proxy")
        String get(VerifiedToken caller);
    }

    @Component
    @Scope(value = "request", proxyMode = ScopedProxyMode.INTERFACES)
    static class BehindInterfaceProxy extends Base implements Api {
        @Override
        @RequireScope("a")
        public String get(VerifiedToken caller) {
            return caller.subject();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({
        OfRequest.class,
        OfSession.class,
        BehindClassProxy.class,
        BehindClassProxyOfSession.class,
        BehindInterfaceProxy.class
    })
    static class Application {}

    private MvcServer server;

    @BeforeAll
    void start() {
        server = MvcServer.with(Application.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/request",
                "/session",
                "/request/class-proxy",
                "/session/class-proxy",
                "/request/interface-proxy"
            })
    void appliesRuleOfScopedController(String path) {
        int before = MADE.get();
        assertThat(server.get(path).status()).isEqualTo(401);
        RawHttp.Response denied = server.get(path, server.bearer("b"));
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.body()).contains("insufficient-scope");
        assertThat(denied.header("Set-Cookie")).isNull();
        assertThat(MADE).as("made for a denied caller").hasValue(before);

        RawHttp.Response answer = server.get(path, server.bearer("a"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("local-user");
        assertThat(MADE).hasValue(before + 1);
    }

    @Test
    void appliesClassRuleToMethodWithoutRule() {
        assertThat(server.get("/request/by-class", server.bearer("a")).status()).isEqualTo(403);
        assertThat(server.get("/request/by-class", server.bearer("class")).body())
                .isEqualTo("class");
        assertThat(server.get("/session/undeclared", server.bearer("a")).status())
                .isEqualTo(403);
    }

    @Test
    void listsScopedControllersInTheAudit() {
        assertThat(server.context().getBean(AuditedDoor.class).audit().orElseThrow().entries().stream()
                        .map(entry -> entry.path() + " " + entry.requires()))
                .contains(
                        "/request a",
                        "/request/by-class class",
                        "/session a",
                        "/request/class-proxy a",
                        "/request/interface-proxy a");
    }
}
