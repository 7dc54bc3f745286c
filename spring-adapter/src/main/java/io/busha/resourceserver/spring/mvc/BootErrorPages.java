package io.busha.resourceserver.spring.mvc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The error pages of a Spring Boot WAR, to which Boot's own filter forwards. They are read by reflection from the beans that register them,
 * because the types are in different packages in Boot 3 and Boot 4.
 */
final class BootErrorPages {

    private BootErrorPages() {}

    /** Returns the paths of the error pages, or none if the application is not a WAR and the container shows error pages itself. */
    static Set<String> of(ListableBeanFactory beans) {
        List<Object> pages = new ArrayList<>();
        if (beans.getBeanNamesForType(ErrorPageFilter.class, true, false).length > 0) {
            register(beans, pages);
        }
        return pages.stream().map(BootErrorPages::path).collect(Collectors.toSet());
    }

    private static void register(ListableBeanFactory beans, List<Object> pages) {
        Class<?> registry = Arrays.stream(ErrorPageFilter.class.getInterfaces())
                .filter(type -> type.getSimpleName().equals("ErrorPageRegistry"))
                .findFirst()
                .orElseThrow();
        ClassLoader boot = registry.getClassLoader();
        Class<?> registrar = ClassUtils.resolveClassName(registry.getPackageName() + ".ErrorPageRegistrar", boot);
        Object noting = Proxy.newProxyInstance(boot, new Class<?>[] {registry}, (proxy, method, arguments) -> {
            Collections.addAll(pages, (Object[]) arguments[0]);
            return null;
        });
        Method register = ClassUtils.getMethod(registrar, "registerErrorPages", registry);
        beans.getBeansOfType(registrar, false, false)
                .values()
                .forEach(bean -> ReflectionUtils.invokeMethod(register, bean, noting));
    }

    private static String path(Object page) {
        Object path = ReflectionUtils.invokeMethod(ClassUtils.getMethod(page.getClass(), "getPath"), page);
        return String.valueOf(path).replaceFirst("[?].*", "");
    }
}
