package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.spring.webflux.HelpedControllers;
import io.busha.resourceserver.spring.webflux.WebFluxServer;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's token in methods around a handler method, where the exchange's principal is an {@code Authentication}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactiveTokenTakersTest {

    @Authenticated
    @RestController
    static class Mixed {
        @GetMapping("/mixed")
        String fail(Authentication caller) {
            throw new UnsupportedOperationException(caller.getClass().getSimpleName());
        }

        @ExceptionHandler(UnsupportedOperationException.class)
        String failed(UnsupportedOperationException failure, Authentication caller, Optional<VerifiedToken> token) {
            return failure.getMessage() + " " + caller.getName() + " "
                    + token.orElseThrow().subject();
        }
    }

    @Authenticated
    @RestController
    static class Later {
        @GetMapping("/mono")
        Mono<String> later(Mono<Authentication> caller) {
            return caller.map(known -> known.getClass().getSimpleName());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({HelpedControllers.class, Mixed.class, Later.class})
    static class Application {}

    private WebFluxServer server;

    @BeforeAll
    void start() {
        server = WebFluxServer.with(Application.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String body(String path, String... headers) {
        return server.get(path, headers).body();
    }

    @Test
    void passesTokenToMethodsAroundHandler() {
        for (String controller : new String[] {"/own", "/advised"}) {
            for (String way : new String[] {"/token", "/optional", "/mono"}) {
                String path = controller + way;
                assertThat(body(path, server.bearer())).as(path).isEqualTo("failed for local-user");
                assertThat(body(path)).as(path).isEqualTo("failed for nobody");
            }
        }
        assertThat(body("/model", server.bearer())).isEqualTo("local-user local-user");
        assertThat(body("/binder?by=x", server.bearer())).isEqualTo("local-user local-user");
    }

    @Test
    void passesPrincipalToMethodsThatTakeIt() {
        assertThat(body("/mixed", server.bearer())).isEqualTo("JwtCaller local-user local-user");
        assertThat(body("/mono", server.bearer())).isEqualTo("JwtCaller");
    }
}
