package io.busha.resourceserver.spring.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;

/** The code that a handler runs, behind proxies: a class, and the method of it where it is known. */
record HandlerCode(Class<?> type, Optional<Method> method) {

    /**
     * That of a handler.
     *
     * @param contracts the interfaces that a handler may implement, each with one method to handle a request by
     */
    static HandlerCode of(Object handler, List<Class<?>> contracts) {
        if (handler instanceof HandlerMethod method) {
            return new HandlerCode(typeOf(method), Optional.of(method.getMethod()));
        }
        Class<?> type = behindProxies(handler);
        return new HandlerCode(type, handling(type, contracts));
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

    private static Optional<Method> handling(Class<?> type, List<Class<?>> contracts) {
        return contracts.stream()
                .filter(contract -> contract.isAssignableFrom(type))
                .flatMap(contract -> Arrays.stream(ReflectionUtils.getDeclaredMethods(contract)))
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .findFirst();
    }
}
