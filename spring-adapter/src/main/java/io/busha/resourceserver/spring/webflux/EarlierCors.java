package io.busha.resourceserver.spring.webflux;

import org.springframework.core.Ordered;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The CORS filter of the application, placed right before the door, because it answers preflights, which have no token. Internal. */
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
