package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What Spring Security denies behind the door of WebFlux, answered as the door does. Thread-safe. */
final class ReactiveDenialAnswers implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private final ResourceServerWebFilter door;

    ReactiveDenialAnswers(ResourceServerWebFilter door) {
        this.door = door;
    }

    /** Nobody came, and somebody is asked for. */
    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException cause) {
        return door.challenge(exchange);
    }

    /** Who came may not do this. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException cause) {
        return door.refuse(exchange, DenialAnswers.unmet(cause));
    }
}
