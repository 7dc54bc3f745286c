package io.busha.resourceserver.spring.webflux;

import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.reactive.DispatchExceptionHandler;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Checks the rule of every handler that a dispatcher handler calls, and admits only callers who meet it. Thread-safe. */
final class HandlerGate implements HandlerAdapter, DispatchExceptionHandler, PriorityOrdered {

    private final WebFluxDoor door;
    private final RefusedCalls refusedCalls;

    HandlerGate(WebFluxDoor door, RefusedCalls refusedCalls) {
        this.door = door;
        this.refusedCalls = refusedCalls;
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
        return door.arrive(exchange, handler).map(this::answeredFirst);
    }

    /** A result is subscribed to when it is written, and a bean cannot refuse its caller before that. */
    private HandlerResult answeredFirst(HandlerResult result) {
        DispatchExceptionHandler next = result.getExceptionHandler();
        return next == null
                ? result
                : result.setExceptionHandler((exchange, failure) ->
                        handleError(exchange, failure).onErrorResume(other -> next.handleError(exchange, other)));
    }

    /** Answers calls that a bean refused before any exception handler of the application sees them. */
    @Override
    public Mono<HandlerResult> handleError(ServerWebExchange exchange, Throwable failure) {
        return refusedCalls.handle(exchange, failure).then(Mono.empty());
    }
}
