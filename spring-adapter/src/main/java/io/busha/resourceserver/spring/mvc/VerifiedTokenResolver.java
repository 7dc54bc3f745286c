package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.HandlerExceptionResolverComposite;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Passes the caller's token to a handler method, or to one that handles its exceptions, as {@link VerifiedToken} or, if the endpoint is
 * open, as an {@link Optional} of it. Thread-safe.
 */
final class VerifiedTokenResolver implements HandlerMethodArgumentResolver {

    /** Adds the resolver for handler methods, and for methods that prepare a model or a binder for them. */
    static void putFirst(RequestMappingHandlerAdapter adapter) {
        adapter.setArgumentResolvers(beforeAll(adapter.getArgumentResolvers()));
        adapter.setInitBinderArgumentResolvers(beforeAll(adapter.getInitBinderArgumentResolvers()));
    }

    /** Adds the resolver for methods that handle exceptions, if the given resolver calls such methods. */
    static void putFirst(HandlerExceptionResolver resolver) {
        if (resolver instanceof HandlerExceptionResolverComposite several) {
            several.getExceptionResolvers().forEach(VerifiedTokenResolver::putFirst);
        } else if (resolver instanceof ExceptionHandlerExceptionResolver calling) {
            HandlerMethodArgumentResolverComposite known = calling.getArgumentResolvers();
            calling.setArgumentResolvers(beforeAll(known == null ? null : known.getResolvers()));
        }
    }

    /**
     * Puts this resolver before Spring's resolver for {@link java.security.Principal}: a token is a principal, so that one would pass the
     * request's principal instead.
     */
    private static List<HandlerMethodArgumentResolver> beforeAll(@Nullable List<HandlerMethodArgumentResolver> known) {
        return Stream.concat(
                        Stream.of(new VerifiedTokenResolver()),
                        Stream.ofNullable(known).flatMap(List::stream))
                .toList();
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType() == VerifiedToken.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        Assert.state(http != null, "the request must be a Servlet request");
        Optional<VerifiedToken> token = ResourceServerFilter.token(http);
        return parameter.getParameterType() == Optional.class ? token : token.orElse(null);
    }
}
