package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.spring.webflux.LaterDoor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The application's chains, which may know callers that the WebFlux door does not know. Thread-safe. */
record SecuredExchanges(
        ObjectProvider<WebFilterChainProxy> proxies,
        ObjectProvider<SecurityWebFilterChain> chains,
        ObjectProvider<SecurityWebFilterChain> ours,
        TokenlessCaller tokenless)
        implements LaterDoor {

    /** Returns an objection unless the first matching chain is one of the application's own. */
    @Override
    public Mono<String> objection(ServerWebExchange exchange) {
        if (proxies.getIfAvailable() == null) {
            return Mono.just("Spring Security is switched off");
        }
        SecurityWebFilterChain none = ours.getIfAvailable();
        return Flux.defer(() -> Flux.fromStream(chains.orderedStream()))
                .concatMap(chain -> chain.matches(exchange)
                        .filter(isMatch -> isMatch)
                        .flatMap(isMatch -> objection(chain, none).defaultIfEmpty("")))
                .next()
                .defaultIfEmpty("no SecurityWebFilterChain of your own matches it")
                .onErrorResume(e -> Mono.just(
                        "a SecurityWebFilterChain cannot tell by method and path whether it matches it: " + e))
                .filter(objection -> !objection.isEmpty());
    }

    @Override
    public Mono<Void> withoutToken(ServerWebExchange exchange) {
        return ReactiveSecurityContextHolder.getContext()
                .doOnNext(context -> tokenless.mention(context.getAuthentication()))
                .then();
    }

    private static Mono<String> objection(SecurityWebFilterChain chain, @Nullable SecurityWebFilterChain ours) {
        return chain == ours
                ? Mono.just("the SecurityWebFilterChain that matches it takes its callers from this door")
                : chain.getWebFilters()
                        .hasElements()
                        .filter(hasSome -> !hasSome)
                        .map(hasNone -> "the SecurityWebFilterChain that matches it has no filters");
    }
}
