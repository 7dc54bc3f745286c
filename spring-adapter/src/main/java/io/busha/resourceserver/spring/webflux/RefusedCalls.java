package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.spring.bean.CallRefusedException;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers like the door if a bean refused its caller, before any exception handler of the application runs. Thread-safe. */
final class RefusedCalls implements WebExceptionHandler, Ordered {

    private final WebFluxDoor door;

    RefusedCalls(WebFluxDoor door) {
        this.door = door;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return CallRefusedException.in(failure)
                .filter(refused -> !exchange.getResponse().isCommitted())
                .map(refused ->
                        refused.isAnonymous() ? door.challenge(exchange) : door.refuse(exchange, refused.rule()))
                .orElseGet(() -> Mono.error(failure));
    }
}
