package io.busha.resourceserver.spring.webflux;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodClassKey;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;

/**
 * Decides which handler methods are called with the caller's token as the exchange's principal. A token is a principal, so Spring passes
 * the exchange's principal to each parameter that takes a token; behind Spring Security that is another object. Thread-safe.
 */
final class TokenTakers {

    private final SingletonSupplier<List<ControllerAdviceBean>> advice;
    private final Map<MethodClassKey, Boolean> known = new ConcurrentHashMap<>();

    TokenTakers(ApplicationContext context) {
        this.advice = SingletonSupplier.of(() -> ControllerAdviceBean.findAnnotatedBeans(context));
    }

    /** Returns whether this handler takes a token, or a method called around it does and none of these methods takes the principal. */
    boolean include(Object handler) {
        return handler instanceof HandlerMethod method
                && known.computeIfAbsent(
                        new MethodClassKey(method.getMethod(), method.getBeanType()), key -> takesToken(method));
    }

    private boolean takesToken(HandlerMethod handler) {
        List<MethodParameter> own = List.of(handler.getMethodParameters());
        if (own.stream().anyMatch(TokenArguments::isToken)) {
            return true;
        }
        List<MethodParameter> all =
                Stream.concat(own.stream(), around(handler.getBeanType())).toList();
        return all.stream().anyMatch(TokenArguments::isToken) && all.stream().noneMatch(TokenTakers::isPrincipal);
    }

    private Stream<MethodParameter> around(Class<?> controller) {
        Stream<Class<?>> applicable = advice.obtain().stream()
                .filter(bean -> bean.isApplicableToBeanType(controller))
                .map(ControllerAdviceBean::getBeanType);
        return Stream.concat(Stream.of(controller), applicable)
                .flatMap(type -> MethodIntrospector.selectMethods(type, TokenTakers::isHelping).stream())
                .flatMap(method -> Stream.of(method.getParameters()))
                .map(MethodParameter::forParameter);
    }

    private static boolean isHelping(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, ExceptionHandler.class)
                || AnnotatedElementUtils.hasAnnotation(method, ModelAttribute.class);
    }

    private static boolean isPrincipal(MethodParameter parameter) {
        return Principal.class.isAssignableFrom(TokenArguments.taken(parameter)) && !TokenArguments.isToken(parameter);
    }
}
