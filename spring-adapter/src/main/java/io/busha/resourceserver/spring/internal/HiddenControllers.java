package io.busha.resourceserver.spring.internal;

import io.busha.resourceserver.route.spi.Declarations;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.util.ReflectionUtils;

/** Finds controllers that Spring does not recognise because an interface proxy hides their class. Spring maps none of their methods. */
final class HiddenControllers {

    private HiddenControllers() {}

    /** Returns one sentence for each hidden controller that declares a rule: the rule would never be enforced. */
    static List<String> in(ApplicationContext context) {
        return context.getAutowireCapableBeanFactory() instanceof ConfigurableListableBeanFactory beans
                ? Arrays.stream(beans.getSingletonNames())
                        .map(beans::getSingleton)
                        .filter(Objects::nonNull)
                        .filter(AopUtils::isJdkDynamicProxy)
                        .filter(bean -> !isController(bean.getClass()))
                        .<Class<?>>map(AopProxyUtils::ultimateTargetClass)
                        .filter(type -> isController(type) && declares(type))
                        .map(type -> type.getName()
                                + ": Spring maps none of its methods, because a proxy of its interfaces hides that it"
                                + " is a controller. Set spring.aop.proxy-target-class=true (or proxyTargetClass where you"
                                + " request the proxy), or move @Controller and the mappings to an interface")
                        .toList()
                : List.of();
    }

    private static boolean isController(Class<?> type) {
        return AnnotatedElementUtils.hasAnnotation(type, Controller.class);
    }

    private static boolean declares(Class<?> type) {
        return Declarations.ofType(type).isPresent()
                || Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
                        .anyMatch(method -> Declarations.ofMethod(type, method).isPresent());
    }
}
