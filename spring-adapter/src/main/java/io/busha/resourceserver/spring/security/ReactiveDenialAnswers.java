package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.spring.webflux.ResourceServerWebFilter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers Spring Security's denials behind the WebFlux door as the door would. Thread-safe. */
record ReactiveDenialAnswers(ResourceServerWebFilter door)
        implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    /** Answers a request without a caller for which one is required. */
    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException cause) {
        return door.challenge(exchange);
    }

    /** Answers a caller who lacks the required authority. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException cause) {
        return door.deny(exchange, DenialAnswers.unmet(cause));
    }
}
