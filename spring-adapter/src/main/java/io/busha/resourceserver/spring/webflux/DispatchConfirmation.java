package io.busha.resourceserver.spring.webflux;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Stands before all handler adapters, and so before every handler that a dispatcher handler calls: confirms that it is the one that
 * was decided on, and decides again where it is not.
 */
final class DispatchConfirmation implements HandlerAdapter, PriorityOrdered {

    private final WebFluxDoor door;

    DispatchConfirmation(WebFluxDoor door) {
        this.door = door;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public boolean supports(Object handler) {
        return true;
    }

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        return door.confirm(exchange, handler);
    }
}
