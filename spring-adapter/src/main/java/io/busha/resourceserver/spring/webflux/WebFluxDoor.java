package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.Rule;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Decides on an exchange by the handler that it is on its way to, and again at that handler if it is another. Thread-safe. */
final class WebFluxDoor {

    private static final Logger LOG = LoggerFactory.getLogger(WebFluxDoor.class);

    private final ApplicationContext context;
    private final HandlerRules rules;
    private final Admission admission;
    private final TokenTakers takers;
    private final Map<ApplicationContext, Dispatcher> dispatchers = new ConcurrentHashMap<>();

    WebFluxDoor(ApplicationContext context, HandlerRules rules, RequestGuard guard) {
        this.context = context;
        this.rules = rules;
        this.admission = new Admission(guard);
        this.takers = new TokenTakers(context);
    }

    /** That of the context which serves the exchange: the actuator's is another where it has a port of its own. */
    private Dispatcher dispatcher(ServerWebExchange exchange) {
        ApplicationContext serving = Objects.requireNonNullElse(exchange.getApplicationContext(), context);
        return dispatchers.computeIfAbsent(serving, Dispatcher::new);
    }

    Mono<Void> enter(ServerWebExchange exchange, Function<ServerWebExchange, Mono<Void>> next) {
        LookupExchange lookup = new LookupExchange(exchange);
        return endpoint(exchange, lookup).flatMap(endpoint -> {
            WebFluxGuardedRequest request = WebFluxGuardedRequest.of(exchange.getRequest(), endpoint);
            return admission.admit(exchange, request, lookup.getResponse().getHeaders(), next);
        });
    }

    private Mono<Endpoint> endpoint(ServerWebExchange exchange, LookupExchange lookup) {
        return dispatcher(exchange)
                .choose(lookup)
                .map(handler -> Preflights.isAnswered(lookup)
                        ? Endpoint.declaring(Optional.of(Rule.open()))
                        : rules.endpoint(handler, lookup))
                .onErrorResume(e -> {
                    LOG.debug("No handler is chosen: {}", e.getClass().getName());
                    return Mono.empty();
                })
                .defaultIfEmpty(Endpoint.unknown());
    }

    Mono<HandlerResult> confirm(ServerWebExchange exchange, Object handler) {
        WebFluxGuardedRequest request =
                WebFluxGuardedRequest.of(exchange.getRequest(), rules.endpoint(handler, exchange));
        return KeptPermit.of(exchange, request).isPresent()
                ? call(exchange, handler)
                : admission.admit(exchange, request, HttpHeaders.EMPTY, admitted -> call(admitted, handler));
    }

    Mono<Void> challenge(ServerWebExchange exchange) {
        return admission.challenge(exchange);
    }

    Mono<Void> refuse(ServerWebExchange exchange, Rule unmet) {
        return admission.refuse(exchange, unmet);
    }

    private Mono<HandlerResult> call(ServerWebExchange exchange, Object handler) {
        return dispatcher(exchange).call(takers.include(handler) ? ofToken(exchange) : exchange, handler);
    }

    private static ServerWebExchange ofToken(ServerWebExchange exchange) {
        return exchange.mutate()
                .principal(Mono.justOrEmpty(ResourceServerWebFilter.token(exchange)))
                .build();
    }
}
