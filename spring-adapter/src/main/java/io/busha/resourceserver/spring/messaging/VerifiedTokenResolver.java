package io.busha.resourceserver.spring.messaging;

import io.busha.resourceserver.token.VerifiedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;

/**
 * Passes the sender's token to a method that handles messages, as {@link VerifiedToken} or, if the method is open, as an {@link Optional}
 * of it. Thread-safe.
 */
record VerifiedTokenResolver(Senders senders) implements HandlerMethodArgumentResolver {

    /**
     * Puts this resolver before Spring's resolver for {@link java.security.Principal}: a token is a principal, so that one would pass the
     * session's user instead.
     */
    void putFirst(SimpAnnotationMethodMessageHandler handler) {
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
        resolvers.add(this);
        resolvers.addAll(handler.getArgumentResolvers());
        handler.setArgumentResolvers(null); // the setter below adds to the existing resolvers
        handler.setArgumentResolvers(resolvers);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType() == VerifiedToken.class;
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
        Map<String, Object> session = SimpMessageHeaderAccessor.getSessionAttributes(message.getHeaders());
        Optional<VerifiedToken> token = senders.token(session == null ? null : session.get(SessionToken.ATTRIBUTE));
        return parameter.getParameterType() == Optional.class ? token : token.orElse(null);
    }
}
