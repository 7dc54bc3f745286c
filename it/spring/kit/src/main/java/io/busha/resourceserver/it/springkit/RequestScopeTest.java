package io.busha.resourceserver.it.springkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Scope;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.annotation.RequestScope;

/** Request-scoped controllers, and the caller in the advice that handles their failures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class RequestScopeTest {

    @RestController
    @Scope("request")
    static class Plain {
        @RequireScope("a")
        @GetMapping("/plain")
        String get() {
            throw new IllegalStateException();
        }
    }

    @RestController
    @RequestScope
    static class Proxied {
        @RequireScope("a")
        @GetMapping("/proxied")
        String get() {
            throw new IllegalArgumentException();
        }
    }

    @RestControllerAdvice
    static class Advice {
        @ExceptionHandler(IllegalStateException.class)
        String failed(VerifiedToken caller) {
            return "failed for " + caller.subject();
        }

        @ExceptionHandler(IllegalArgumentException.class)
        String failed(Optional<VerifiedToken> caller) {
            return "failed for " + caller.orElseThrow().subject();
        }
    }

    private LocalIssuer issuer;
    private Server server;

    @BeforeAll
    void start() {
        issuer = LocalIssuer.start();
        server = Server.start(issuer, List.of(Plain.class, Proxied.class, Advice.class));
    }

    @AfterAll
    void stop() {
        server.close();
        issuer.close();
    }

    private String token(String... scopes) {
        return issuer.accessToken().scopes(scopes).sign();
    }

    @Test
    void protectsRequestScopedControllersAndShowsCallerToAdvice() {
        for (String path : new String[] {"/plain", "/proxied"}) {
            assertThat(server.get(path).status()).as(path).isEqualTo(401);
            assertThat(server.get(path, token("b")).status()).as(path).isEqualTo(403);
            assertThat(server.get(path, token("a")).body()).as(path).isEqualTo("failed for local-user");
        }
    }
}
