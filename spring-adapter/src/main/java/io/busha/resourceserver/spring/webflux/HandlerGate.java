package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.spring.bean.CallDeniedException;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.reactive.DispatchExceptionHandler;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Checks the rule of every handler that a dispatcher handler calls, and admits only callers who meet it. If a bean denied the call,
 * answers like the door before any exception handler of the application runs. Thread-safe.
 */
record HandlerGate(WebFluxDoor door)
        implements HandlerAdapter, DispatchExceptionHandler, WebExceptionHandler, PriorityOrdered {

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

    /** Answers denials that occur while a result is written: only then is it subscribed to, and a bean called. */
    private HandlerResult answeredFirst(HandlerResult result) {
        DispatchExceptionHandler next = result.getExceptionHandler();
        return next == null
                ? result
                : result.setExceptionHandler((exchange, failure) ->
                        handleError(exchange, failure).onErrorResume(other -> next.handleError(exchange, other)));
    }

    /** Answers failures of handlers. */
    @Override
    public Mono<HandlerResult> handleError(ServerWebExchange exchange, Throwable failure) {
        return handle(exchange, failure).then(Mono.empty());
    }

    /** Answers all other failures, such as those of filters. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        return CallDeniedException.in(failure)
                .filter(denied -> !exchange.getResponse().isCommitted())
                .map(denied -> denied.isAnonymous()
                        ? door.admission().challenge(exchange)
                        : door.admission().deny(exchange, denied.rule()))
                .orElseGet(() -> Mono.error(failure));
    }
}
