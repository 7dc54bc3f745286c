package io.busha.resourceserver.spring.internal;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * The code that a handler runs, behind proxies.
 *
 * @param type its class
 * @param method its method that handles requests, if it has one
 * @param isWhole whether no other method of the class can handle requests
 */
record HandlerCode(Class<?> type, Optional<Method> method, boolean isWhole) {

    private static final boolean HAS_SOCKETS = ClassUtils.isPresent(
            "org.springframework.web.socket.server.support.WebSocketHttpRequestHandler",
            HandlerCode.class.getClassLoader());

    /**
     * Returns the code of a handler or handler class, and of the WebSocket handlers inside it, down to the one that the application maps.
     *
     * @param contracts the interfaces that a handler may implement, each with one method that handles requests
     */
    static List<HandlerCode> of(Object handler, List<Class<?>> contracts) {
        if (handler instanceof HandlerMethod method) {
            return List.of(new HandlerCode(typeOf(method), Optional.of(method.getMethod()), false));
        }
        List<HandlerCode> all = new ArrayList<>();
        Class<?> type = handler instanceof Class<?> named
                ? ClassUtils.getUserClass(named)
                : behindProxies(FilteredFunctions.behind(handler));
        Optional<Method> handling = handling(type, contracts);
        all.add(new HandlerCode(type, handling, handling.isPresent()));
        if (HAS_SOCKETS) {
            WrappedSockets.in(handler).forEach(inside -> all.add(new HandlerCode(inside, Optional.empty(), true)));
        }
        return all;
    }

    static Class<?> behindProxies(Object bean) {
        return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
    }

    /** Mappings may hold just the name of a bean. Spring then knows the class in which it looked for handler methods. */
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
