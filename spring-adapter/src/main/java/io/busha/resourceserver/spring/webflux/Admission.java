package io.busha.resourceserver.spring.webflux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks the guard, and does what it says: sends its answer, or lets an exchange go on as its caller's. Thread-safe. */
final class Admission {

    private final RequestGuard guard;

    Admission(RequestGuard guard) {
        this.guard = guard;
    }

    /**
     * Empty where the guard's answer was sent instead.
     *
     * @param refusal what its headers are, besides the guard's
     */
    <T> Mono<T> admit(
            ServerWebExchange exchange,
            WebFluxGuardedRequest request,
            HttpHeaders refusal,
            Function<ServerWebExchange, Mono<T>> next) {
        return decide(request).flatMap(decision -> {
            if (!(decision instanceof Decision.Permit permit)) {
                refusal.forEach(exchange.getResponse().getHeaders()::addAll);
                return answer(exchange, decision);
            }
            KeptPermit.keep(exchange, request, permit);
            return next.apply(admitted(exchange, permit.token()))
                    .contextWrite(context -> Caller.write(context, guard.settings(), permit));
        });
    }

    /** What has to wait for keys goes on elsewhere than on the thread that fetched them. */
    private Mono<Decision> decide(WebFluxGuardedRequest request) {
        return Mono.defer(() -> {
            CompletableFuture<Decision> decision = guard.decideAsync(request).toCompletableFuture();
            boolean isThere = decision.isDone();
            Mono<Decision> decided = Mono.fromFuture(decision, true);
            return isThere ? decided : decided.publishOn(Schedulers.parallel());
        });
    }

    private static ServerWebExchange admitted(ServerWebExchange exchange, Optional<VerifiedToken> token) {
        if (token.isEmpty()) {
            exchange.getAttributes().remove(ResourceServerWebFilter.TOKEN_ATTRIBUTE);
        } else {
            exchange.getAttributes().put(ResourceServerWebFilter.TOKEN_ATTRIBUTE, token.get());
        }
        return exchange.mutate().principal(Mono.justOrEmpty(token)).build();
    }

    /** What the guard answers to nobody where somebody is asked for. */
    Mono<Void> challenge(ServerWebExchange exchange) {
        return answer(exchange, guard.decide(List.of(), Rule.authenticated()));
    }

    /** What the guard answers to somebody who lacks this. */
    Mono<Void> refuse(ServerWebExchange exchange, Rule unmet) {
        return answer(exchange, guard.refuse(unmet));
    }

    private <T> Mono<T> answer(ServerWebExchange exchange, Decision decision) {
        return decision instanceof Decision.Denial denial
                ? send(exchange.getResponse(), denial).then(Mono.empty())
                : Mono.error(() -> new IllegalStateException("nothing to refuse"));
    }

    private static Mono<Void> send(ServerHttpResponse response, Decision.Denial denial) {
        byte[] body = denial.body().getBytes(US_ASCII);
        response.setStatusCode(HttpStatusCode.valueOf(denial.status()));
        denial.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
