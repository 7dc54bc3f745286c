package io.busha.resourceserver.spring.webflux;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.WebHandler;

/** The code that a handler runs, behind proxies: a class, and the method of it where it is known. */
record HandlerCode(Class<?> type, Optional<Method> method) {

    private static final List<Class<?>> CONTRACTS =
            List.of(WebHandler.class, HandlerFunction.class, WebSocketHandler.class);

    static HandlerCode of(Object handler) {
        if (handler instanceof HandlerMethod method) {
            return new HandlerCode(typeOf(method), Optional.of(method.getMethod()));
        }
        Class<?> type = behindProxies(handler);
        return new HandlerCode(type, handling(type));
    }

    private static Class<?> behindProxies(Object bean) {
        return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
    }

    /** Of a bean that is named only, as mappings hold it, Spring knows the class that it looked for handlers in. */
    private static Class<?> typeOf(HandlerMethod handler) {
        Object bean = handler.getBean();
        Class<?> type = bean instanceof String ? handler.getBeanType() : behindProxies(bean);
        Class<?> declaring = handler.getMethod().getDeclaringClass();
        return declaring.isAssignableFrom(type) || Proxy.isProxyClass(declaring) ? type : declaring;
    }

    private static Optional<Method> handling(Class<?> type) {
        return CONTRACTS.stream()
                .filter(contract -> contract.isAssignableFrom(type))
                .flatMap(contract -> Arrays.stream(ReflectionUtils.getDeclaredMethods(contract)))
                .filter(method -> method.getName().equals("handle"))
                .findFirst();
    }
}
