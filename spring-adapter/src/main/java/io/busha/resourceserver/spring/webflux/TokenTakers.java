package io.busha.resourceserver.spring.webflux;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodClassKey;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;
import reactor.core.publisher.Mono;

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
        List<MethodParameter> all = new ArrayList<>(own);
        around(handler.getBeanType()).forEach(method -> all.addAll(parameters(method)));
        return all.stream().anyMatch(TokenArguments::isToken) && all.stream().noneMatch(TokenTakers::isPrincipal);
    }

    private Stream<Method> around(Class<?> controller) {
        return Stream.concat(
                        Stream.of(controller),
                        advice.obtain().stream()
                                .filter(bean -> bean.isApplicableToBeanType(controller))
                                .map(ControllerAdviceBean::getBeanType))
                .flatMap(type -> helping(type).stream());
    }

    private static Set<Method> helping(Class<?> type) {
        return MethodIntrospector.selectMethods(
                type,
                (Method method) -> AnnotatedElementUtils.hasAnnotation(method, ExceptionHandler.class)
                        || AnnotatedElementUtils.hasAnnotation(method, ModelAttribute.class));
    }

    private static List<MethodParameter> parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .map(MethodParameter::forParameter)
                .toList();
    }

    private static boolean isPrincipal(MethodParameter parameter) {
        ResolvableType type = ResolvableType.forMethodParameter(parameter);
        ResolvableType taken = type.resolve() == Mono.class ? type.getGeneric(0) : type;
        return Principal.class.isAssignableFrom(taken.resolve(Object.class)) && !TokenArguments.isToken(parameter);
    }
}
