package io.busha.resourceserver.spring.webflux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.busha.resourceserver.guard.AuthenticationResult;
import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.Reason;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks the guard and carries out its decision: sends the denial, or lets the exchange continue with its caller. Thread-safe. */
record Admission(RequestGuard guard) {

    private static final String CALLER = Caller.class.getName();
    private static final String UNJUDGED = Admission.class.getName() + ".unjudged";

    /** Returns the caller of a request, or the denial of a bad credential. A caller that is already known is not authenticated again. */
    Mono<AuthenticationResult> authenticate(ServerWebExchange exchange, WebFluxGuardedRequest request) {
        return exchange.getAttributes().get(CALLER) instanceof Caller known
                ? Mono.just(known)
                : Mono.defer(() -> authenticate(request)).doOnNext(shown -> {
                    if (shown instanceof Caller caller) {
                        keep(exchange, caller);
                    }
                });
    }

    private Mono<AuthenticationResult> authenticate(WebFluxGuardedRequest request) {
        return mono(guard.authenticateAsync(request));
    }

    /** Converts a stage. If it is not complete yet, the result continues on a thread other than the one that completes it. */
    private static <T> Mono<T> mono(CompletionStage<T> stage) {
        CompletableFuture<T> result = stage.toCompletableFuture();
        boolean isThere = result.isDone();
        Mono<T> known = Mono.fromFuture(result, true);
        return isThere ? known : known.publishOn(Schedulers.parallel());
    }

    private static void keep(ServerWebExchange exchange, Caller caller) {
        Map<String, Object> attributes = exchange.getAttributes();
        attributes.put(CALLER, caller);
        attributes.remove(ResourceServerWebFilter.TOKEN_ATTRIBUTE);
        caller.token().ifPresent(token -> attributes.put(ResourceServerWebFilter.TOKEN_ATTRIBUTE, token));
    }

    /** Returns whether the caller of this exchange has been authenticated. */
    static boolean isJudged(ServerWebExchange exchange) {
        return exchange.getAttributes().containsKey(CALLER);
    }

    /** Returns whether exactly this request, by method and path, was let in without authentication. */
    static boolean isUnjudged(ServerWebExchange exchange, WebFluxGuardedRequest request) {
        return !isJudged(exchange)
                && target(request).equals(exchange.getAttributes().get(UNJUDGED));
    }

    private static String target(WebFluxGuardedRequest request) {
        return request.method() + " " + request.path();
    }

    /** Lets an exchange continue without authentication. */
    Mono<Void> enterUnjudged(
            ServerWebExchange exchange,
            WebFluxGuardedRequest request,
            Decision.Permit permit,
            Function<ServerWebExchange, Mono<Void>> next) {
        exchange.getAttributes().put(UNJUDGED, target(request));
        return enter(exchange, permit, next);
    }

    /** Returns the decision on a request whose endpoint is known. */
    Mono<Decision> decide(ServerWebExchange exchange, WebFluxGuardedRequest request) {
        return authenticate(exchange, request)
                .flatMap(shown -> shown instanceof Caller caller
                        ? mono(guard.authorize(caller, request))
                        : Mono.just((Decision.Denial) shown));
    }

    /** Lets an exchange continue with the admitted caller. */
    <T> Mono<T> enter(ServerWebExchange exchange, Decision.Permit permit, Function<ServerWebExchange, Mono<T>> next) {
        ServerWebExchange admitted =
                exchange.mutate().principal(Mono.justOrEmpty(permit.token())).build();
        return next.apply(admitted).contextWrite(context -> LoggedCaller.write(context, guard.settings(), permit));
    }

    /** Returns whether a denial is for a missing token. */
    static boolean asksForToken(Decision denied) {
        return ((Decision.Denial) denied).reason() == Reason.NO_CREDENTIALS;
    }

    /** Sends the guard's denial for a missing token. */
    Mono<Void> challenge(ServerWebExchange exchange) {
        return answer(exchange, guard.challenge());
    }

    /** Sends the guard's denial for a caller who does not meet this rule. */
    Mono<Void> deny(ServerWebExchange exchange, Rule unmet) {
        return answer(exchange, guard.deny(unmet));
    }

    /** Sends a denial. */
    <T> Mono<T> answer(ServerWebExchange exchange, Decision denied) {
        return send(exchange.getResponse(), (Decision.Denial) denied).then(Mono.empty());
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
