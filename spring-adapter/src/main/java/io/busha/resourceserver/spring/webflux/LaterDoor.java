package io.busha.resourceserver.spring.webflux;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The authentication behind the WebFlux door, for requests that a route line leaves {@code unprotected}. Implementations are thread-safe.
 */
@FunctionalInterface
public interface LaterDoor {

    /**
     * Returns why an exchange must not be left to this door, or empty if it may be. Also called at start with an exchange that was never
     * sent, which has a method and a path but no headers.
     */
    Mono<String> objection(ServerWebExchange exchange);

    /** Called before the WebFlux door denies an exchange without a token. May log a warning. */
    default Mono<Void> withoutToken(ServerWebExchange exchange) {
        return Mono.empty();
    }

    /** Returns an instance for applications without a later door. */
    static LaterDoor none() {
        return exchange -> Mono.just("nothing else would protect it here");
    }
}
