package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.spring.handler.AnnotatedElements;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;

/**
 * The classes whose annotations count for a bean.
 *
 * @param running the class whose methods run, behind proxies
 * @param all that one, and besides it a proxy that has interfaces which it has not, as repositories are
 * @param areInterfaces whether callers know the bean by its interfaces alone
 */
record BeanTypes(Class<?> running, List<Class<?>> all, boolean areInterfaces) {

    static BeanTypes of(Object bean) {
        Class<?> seen = bean.getClass();
        Class<?> running = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
        boolean isProxy = Proxy.isProxyClass(seen);
        boolean showsMore = isProxy
                && running != seen
                && Arrays.stream(seen.getInterfaces())
                        .anyMatch(face -> !AnnotatedElements.isForeign(face) && !face.isAssignableFrom(running));
        return new BeanTypes(
                running,
                showsMore ? List.of(running, seen) : List.of(running),
                isProxy || ClassUtils.isLambdaClass(seen));
    }

    /** Of a bean of which no more is known yet than the type that its definition names. */
    static BeanTypes of(Class<?> type) {
        Class<?> user = ClassUtils.getUserClass(type);
        return new BeanTypes(user, List.of(user), user.isInterface());
    }

    Set<Class<?>> hierarchy() {
        Set<Class<?>> hierarchy = new LinkedHashSet<>();
        all.forEach(type -> hierarchy.addAll(AnnotatedElements.hierarchy(type)));
        return hierarchy;
    }
}
