package io.busha.resourceserver.spring.webflux;

import org.springframework.core.Ordered;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A CORS filter of the application, right before the door: it answers preflights, which have no token. Internal to the doors. */
public record EarlierCors(CorsWebFilter filter) implements WebFilter, Ordered {

    @Override
    public int getOrder() {
        return ResourceServerWebFilter.ORDER - 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return filter.filter(exchange, chain);
    }
}
