package io.busha.resourceserver.spring.mvc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The pages that a WAR of Spring Boot shows for errors: its own filter forwards to them. Asked of the beans that register them, whose
 * types are in one package in Boot 3 and in another one in Boot 4.
 */
final class BootErrorPages {

    private final Set<String> paths = new HashSet<>();

    private BootErrorPages() {}

    /** Their paths; none where the application is no WAR, and the container shows error pages itself. */
    static Set<String> of(ListableBeanFactory beans) {
        BootErrorPages pages = new BootErrorPages();
        if (beans.getBeanNamesForType(ErrorPageFilter.class, true, false).length > 0) {
            pages.ask(beans);
        }
        return pages.paths;
    }

    private void ask(ListableBeanFactory beans) {
        Class<?> registry = Arrays.stream(ErrorPageFilter.class.getInterfaces())
                .filter(type -> type.getSimpleName().equals("ErrorPageRegistry"))
                .findFirst()
                .orElseThrow();
        ClassLoader boot = registry.getClassLoader();
        Class<?> registrar = ClassUtils.resolveClassName(registry.getPackageName() + ".ErrorPageRegistrar", boot);
        Object noting = Proxy.newProxyInstance(boot, new Class<?>[] {registry}, (proxy, method, arguments) -> {
            note((Object[]) arguments[0]);
            return null;
        });
        Method register = ClassUtils.getMethod(registrar, "registerErrorPages", registry);
        beans.getBeansOfType(registrar, false, false)
                .values()
                .forEach(bean -> ReflectionUtils.invokeMethod(register, bean, noting));
    }

    private void note(Object[] pages) {
        for (Object page : pages) {
            Method path = ClassUtils.getMethod(page.getClass(), "getPath");
            String target = String.valueOf(ReflectionUtils.invokeMethod(path, page));
            paths.add(target.replaceFirst("[?].*", ""));
        }
    }
}
