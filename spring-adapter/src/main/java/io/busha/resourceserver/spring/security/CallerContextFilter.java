package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import org.springframework.core.Ordered;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Passes the caller that the WebFlux door admitted to Spring Security, without verifying anything. Runs right behind the door and before
 * every chain. Chains keep a security context that already exists. Thread-safe.
 */
record CallerContextFilter(CallerAuthentication callers) implements WebFilter, Ordered {

    @Override
    public int getOrder() {
        return ResourceServerWebFilter.ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return ResourceServerWebFilter.token(exchange)
                .map(callers::of)
                .map(caller ->
                        chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller)))
                .orElseGet(() -> chain.filter(exchange));
    }
}
