package io.busha.resourceserver.spring.mvc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Request attributes for the time in which a handler is only chosen. A controller in request or session scope must not be created
 * then, since its caller may be refused: its bean name takes its place, which handler mappings accept. Used by one thread.
 */
final class UnmadeBeans extends ServletRequestAttributes {

    private final BeanFactory beans;

    private UnmadeBeans(BeanFactory beans, HttpServletRequest request) {
        super(request);
        this.beans = beans;
    }

    /** Calls what may ask scopes for beans, on this request. */
    static <T> T during(HttpServletRequest request, BeanFactory beans, Callable<T> choice) throws Exception {
        RequestAttributes before = RequestContextHolder.getRequestAttributes();
        UnmadeBeans unmade = new UnmadeBeans(beans, request);
        RequestContextHolder.setRequestAttributes(unmade);
        try {
            return choice.call();
        } finally {
            RequestContextHolder.setRequestAttributes(before);
            unmade.requestCompleted();
        }
    }

    @Override
    public @Nullable Object getAttribute(String name, int scope) {
        Object made = super.getAttribute(name, scope);
        return made == null && isOfScope(name) ? name : made;
    }

    /** What is behind a scoped proxy is no handler: the proxy is. */
    private boolean isOfScope(String name) {
        return beans.containsBean(name)
                && !ScopedProxyUtils.isScopedTarget(name)
                && !beans.isSingleton(name)
                && !beans.isPrototype(name);
    }

    /** Makes no session. */
    @Override
    public Object getSessionMutex() {
        return this;
    }
}
