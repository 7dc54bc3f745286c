package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.webflux.WebFluxServer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Beans behind the endpoints of WebFlux, with Spring Security. */
class ReactiveBeanCallsTest {

    @Service
    static class Ledger {
        @RequireScope("ledger:write")
        Mono<String> book() {
            return Mono.just("booked");
        }
    }

    @RestController
    @Open
    @Import(Ledger.class)
    static class Desk {
        private final Ledger ledger;

        Desk(Ledger ledger) {
            this.ledger = ledger;
        }

        @GetMapping("/book")
        Mono<String> book() {
            return ledger.book();
        }
    }

    @Test
    void appliesTokenToBeanCalls() {
        try (WebFluxServer server = WebFluxServer.with(Desk.class)) {
            assertThat(server.get("/book", server.bearer("ledger:write")).body())
                    .isEqualTo("booked");
            assertThat(server.get("/book", server.bearer("other")).headers("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"ledger:write\"");
            assertThat(server.get("/book").status()).isEqualTo(401);
        }
    }
}
