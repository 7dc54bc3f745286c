package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.token.VerifiedToken;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives a handler method the caller's token: {@link VerifiedToken}, or on an open endpoint an {@link Optional} or a {@link Mono} of
 * it. Thread-safe.
 */
final class TokenArguments implements HandlerMethodArgumentResolver {

    /**
     * The exchange for this handler to be called with. Spring itself gives a method that asks for a token the exchange's principal,
     * because a token is one; behind Spring Security that is something else.
     */
    static ServerWebExchange exchangeFor(Object handler, ServerWebExchange exchange) {
        boolean asks = handler instanceof HandlerMethod method
                && Arrays.stream(method.getMethodParameters()).anyMatch(TokenArguments::isToken);
        return asks
                ? exchange.mutate()
                        .principal(Mono.justOrEmpty(ResourceServerWebFilter.token(exchange)))
                        .build()
                : exchange;
    }

    private static boolean isToken(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == VerifiedToken.class || ((type == Mono.class || type == Optional.class) && isOfToken(parameter));
    }

    private static boolean isOfToken(MethodParameter parameter) {
        return ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve() == VerifiedToken.class;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return isToken(parameter);
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        Optional<VerifiedToken> token = ResourceServerWebFilter.token(exchange);
        Class<?> type = parameter.getParameterType();
        return type == Optional.class
                ? Mono.just(token)
                : type == Mono.class ? Mono.just(Mono.justOrEmpty(token)) : Mono.justOrEmpty(token);
    }
}
