package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.AuthenticationResult;
import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.spring.internal.HandlerDeclarations;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Checks the credential of an exchange before everything else, and its caller at the chosen handler. Thread-safe. */
final class WebFluxDoor {

    private static final NoFile NO_FILE = new NoFile();

    private final ApplicationContext context;
    private final HandlerDeclarations declarations;
    private final RequestGuard guard;
    private final Admission admission;
    private final TokenTakers takers;
    private final LaterDoor later;
    private final Map<ApplicationContext, Dispatcher> dispatchers = new ConcurrentHashMap<>();

    WebFluxDoor(ApplicationContext context, HandlerDeclarations declarations, RequestGuard guard, LaterDoor later) {
        this.later = later;
        this.context = context;
        this.declarations = declarations;
        this.guard = guard;
        this.admission = new Admission(guard);
        this.takers = new TokenTakers(context);
    }

    /** Responds as Spring does if there is no file at a path. */
    private static final class NoFile extends ResourceWebHandler {
        @Override
        protected Mono<Resource> getResource(ServerWebExchange exchange) {
            return Mono.empty();
        }
    }

    /** Returns the dispatcher of the context that serves the exchange: an actuator with its own port has its own context. */
    private Dispatcher dispatcher(ServerWebExchange exchange) {
        return dispatcher(Objects.requireNonNullElse(exchange.getApplicationContext(), context));
    }

    /** Returns the only dispatcher of a context. */
    Dispatcher dispatcher(ApplicationContext serving) {
        return dispatchers.computeIfAbsent(serving, other -> new Dispatcher(other, declarations));
    }

    /**
     * Lets an exchange continue, unless every handler that it could reach would deny its caller. An exchange with a token for which no
     * handler is mapped skips the other filters, because one of them could respond although no rule is declared.
     */
    Mono<Void> enter(ServerWebExchange exchange, Function<ServerWebExchange, Mono<Void>> next) {
        WebFluxGuardedRequest request = WebFluxGuardedRequest.of(exchange.getRequest(), Endpoint.unknown());
        Reachable reachable = dispatcher(exchange).reachable(exchange.getRequest());
        Optional<Permit> aside = Admission.isJudged(exchange) ? Optional.empty() : guard.stepAside(request, reachable);
        return ifJudgedLater(exchange, aside)
                .flatMap(permit -> permit.isPresent()
                        ? admission.enterUnjudged(exchange, request, permit.get(), next)
                        : judge(exchange, request, reachable, next));
    }

    /** Returns the permit if a later door authenticates the exchange. */
    private Mono<Optional<Permit>> ifJudgedLater(ServerWebExchange exchange, Optional<Permit> permit) {
        return permit.isEmpty()
                ? Mono.just(permit)
                : later.objection(exchange).hasElement().map(isDenied -> permit.filter(any -> !isDenied));
    }

    private Mono<Void> judge(
            ServerWebExchange exchange,
            WebFluxGuardedRequest request,
            Reachable otherwise,
            Function<ServerWebExchange, Mono<Void>> next) {
        return admission.authenticate(exchange, request).flatMap(shown -> dispatcher(exchange)
                .reachable(exchange, otherwise)
                .flatMap(reachable -> screen(exchange, request, shown, reachable, next)));
    }

    private Mono<Void> screen(
            ServerWebExchange exchange,
            WebFluxGuardedRequest request,
            AuthenticationResult shown,
            Reachable reachable,
            Function<ServerWebExchange, Mono<Void>> next) {
        Dispatcher dispatcher = dispatcher(exchange);
        Decision decision =
                shown instanceof Caller caller ? guard.screen(caller, request, reachable) : (Decision.Denial) shown;
        if (!(decision instanceof Permit permit)) {
            Mono<Void> warned = Admission.asksForToken(decision) ? later.withoutToken(exchange) : Mono.empty();
            Mono<Void> before = dispatcher.share(exchange).then(warned);
            return before.then(Mono.defer(() -> admission.answer(exchange, decision)));
        }
        boolean leadsNowhere = permit.token().isPresent() && guard.isUnmapped(request, reachable);
        return admission.enter(exchange, permit, leadsNowhere ? dispatcher::serve : next);
    }

    Mono<HandlerResult> arrive(ServerWebExchange exchange, Object handler) {
        WebFluxGuardedRequest request =
                WebFluxGuardedRequest.of(exchange.getRequest(), declarations.endpoint(handler, pattern(exchange), ""));
        Optional<Permit> aside = Admission.isUnjudged(exchange, request) ? guard.stepAside(request) : Optional.empty();
        return ifJudgedLater(exchange, aside)
                .flatMap(permit -> permit.isPresent() ? call(exchange, handler) : judge(exchange, handler, request));
    }

    private static String pattern(ServerWebExchange exchange) {
        return Objects.toString(exchange.getAttributes().get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
    }

    private Mono<HandlerResult> judge(ServerWebExchange exchange, Object handler, WebFluxGuardedRequest request) {
        boolean hasEntered = Admission.isJudged(exchange);
        return admission.decide(exchange, request).flatMap(decision -> {
            if (decision instanceof Permit permit) {
                return hasEntered
                        ? call(exchange, handler)
                        : admission.enter(exchange, permit, admitted -> call(admitted, handler));
            }
            return isUnmapped(exchange, handler, request)
                    ? NO_FILE.handle(exchange).then(Mono.empty())
                    : admission.answer(exchange, decision);
        });
    }

    /** Returns whether the request counts as unmapped: a caller with a token reached the fallback for files, and no route line matches. */
    private boolean isUnmapped(ServerWebExchange exchange, Object handler, WebFluxGuardedRequest request) {
        return declarations.isForAnyFile(handler, pattern(exchange))
                && ResourceServerWebFilter.token(exchange).isPresent()
                && !guard.hasRouteLine(request);
    }

    /** Returns why this door cannot step aside for such an exchange. May block: use it only at start. */
    Optional<String> objection(Dispatcher dispatcher, ServerWebExchange example) {
        WebFluxGuardedRequest request = WebFluxGuardedRequest.of(example.getRequest(), Endpoint.unknown());
        boolean isAlone = guard.stepAside(request, dispatcher.reachable(example.getRequest()))
                .isPresent();
        return isAlone
                ? later.objection(example).blockOptional()
                : Optional.of("such a request could also reach another endpoint, whose rule is checked");
    }

    /** Returns the part that sends denials. */
    Admission admission() {
        return admission;
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
