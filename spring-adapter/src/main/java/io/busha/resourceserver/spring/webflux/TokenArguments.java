package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Passes the caller's token to a handler method, or to a method that is called around it, as {@link VerifiedToken} or, on an open endpoint,
 * as an {@link Optional} or a {@link Mono} of it. Thread-safe.
 */
final class TokenArguments implements SyncHandlerMethodArgumentResolver, WebFluxConfigurer {

    /** Returns the type that a parameter takes, also if it takes a {@code Mono} or an {@code Optional} of it. */
    static Class<?> taken(MethodParameter parameter) {
        Class<?> outer = parameter.getParameterType();
        return outer == Mono.class || outer == Optional.class
                ? ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve(Object.class)
                : outer;
    }

    static boolean isToken(MethodParameter parameter) {
        return taken(parameter) == VerifiedToken.class;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
        resolvers.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return isToken(parameter);
    }

    @Override
    public @Nullable Object resolveArgumentValue(
            MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        Optional<VerifiedToken> token = ResourceServerWebFilter.token(exchange);
        Class<?> type = parameter.getParameterType();
        return type == Optional.class ? token : type == Mono.class ? Mono.justOrEmpty(token) : token.orElse(null);
    }
}
