package io.busha.resourceserver.spring.webflux;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Whoever judges credentials behind the door of WebFlux where a route line says {@code unprotected}. Thread-safe. */
@FunctionalInterface
public interface LaterDoor {

    /**
     * What speaks against leaving an exchange to it; empty if nothing does. Asked while the application starts, too, of an exchange that
     * nobody has sent: such a one has a method and a path, and no headers.
     */
    Mono<String> objection(ServerWebExchange exchange);

    /** None at all. */
    static LaterDoor none() {
        return exchange -> Mono.just("nothing else would protect it here");
    }
}
