package io.busha.resourceserver.spring.bean;

import io.busha.resourceserver.spring.internal.AnnotatedElements;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;

/**
 * The classes whose annotations apply to a bean.
 *
 * @param running the class whose methods run, behind proxies
 * @param all the running class, and also the proxy class if that has interfaces which the running class lacks, as for repositories
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

    /** Returns the types of a bean if only its declared type is known. */
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
