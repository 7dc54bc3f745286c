package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The door of a WebFlux application, before everything that could read a body. The admitted caller is the exchange's principal, and the
 * token is an attribute of the exchange and of the Reactor context. Never blocks. Thread-safe.
 */
public final class ResourceServerWebFilter implements WebFilter, Ordered {

    /** The attribute of the exchange that holds the caller's {@link VerifiedToken}. */
    public static final String TOKEN_ATTRIBUTE = "io.busha.resourceserver.token";

    /** The filter's order: before Spring's filters that read a form's body, and before Spring Security. */
    public static final int ORDER = -10_100;

    private final WebFluxDoor door;

    ResourceServerWebFilter(WebFluxDoor door) {
        this.door = door;
    }

    /** Returns the caller's token, or empty if an open endpoint was called without one. */
    public static Optional<VerifiedToken> token(ServerWebExchange exchange) {
        return exchange.getAttributes().get(TOKEN_ATTRIBUTE) instanceof VerifiedToken token
                ? Optional.of(token)
                : Optional.empty();
    }

    /** Returns the token of the caller that the subscriber works for, from the Reactor context; empty if there is none. */
    public static Mono<VerifiedToken> token() {
        return Mono.deferContextual(
                context -> Mono.justOrEmpty(context.<VerifiedToken>getOrEmpty(VerifiedToken.class)));
    }

    /** Sends the denial for a missing token. For code behind the door that requires a token. */
    public Mono<Void> challenge(ServerWebExchange exchange) {
        return door.admission().challenge(exchange);
    }

    /**
     * Sends the denial for a caller who does not meet a rule. For code behind the door whose caller has a valid token.
     *
     * @param unmet the required rule; the response names its scopes, if it has any
     */
    public Mono<Void> deny(ServerWebExchange exchange, Rule unmet) {
        return door.admission().deny(exchange, unmet);
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return door.enter(exchange, chain::filter);
    }
}
