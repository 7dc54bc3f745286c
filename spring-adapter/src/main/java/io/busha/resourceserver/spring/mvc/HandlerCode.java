package io.busha.resourceserver.spring.mvc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.mvc.Controller;

/** The code that a handler runs, behind proxies: a class, and the method of it where it is known. */
record HandlerCode(Class<?> type, Optional<Method> method) {

    private static final List<Class<?>> WITH_ONE_METHOD =
            List.of(Controller.class, HttpRequestHandler.class, HandlerFunction.class);

    static HandlerCode of(Object handler) {
        if (handler instanceof HandlerMethod method) {
            return new HandlerCode(behindProxies(method), Optional.of(method.getMethod()));
        }
        Class<?> type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(handler));
        return new HandlerCode(type, onlyMethod(type));
    }

    /** Of a bean that is named only, as mappings hold it, Spring knows the class that it looked for handlers in. */
    private static Class<?> behindProxies(HandlerMethod handler) {
        Object bean = handler.getBean();
        Class<?> type = bean instanceof String
                ? handler.getBeanType()
                : ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
        Class<?> declaring = handler.getMethod().getDeclaringClass();
        return declaring.isAssignableFrom(type) || Proxy.isProxyClass(declaring) ? type : declaring;
    }

    private static Optional<Method> onlyMethod(Class<?> type) {
        return WITH_ONE_METHOD.stream()
                .filter(contract -> contract.isAssignableFrom(type))
                .flatMap(contract -> Arrays.stream(ReflectionUtils.getDeclaredMethods(contract)))
                .findFirst();
    }
}
