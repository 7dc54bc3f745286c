package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Declarations;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.StartRefusedException;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.function.HandlerFunction;

/** The rules of beans that are no endpoints: where they are, and whether a caller meets them. Thread-safe. */
final class BeanRules extends StaticMethodMatcherPointcut implements AuthorizationManager<MethodInvocation> {

    /** Whatever is called by requests alone: the door has judged it, and a proxy would hide what it is. */
    private static final List<Class<?>> ENDPOINTS = List.of(
            org.springframework.web.servlet.mvc.Controller.class,
            HttpRequestHandler.class,
            HandlerFunction.class,
            Servlet.class,
            Filter.class);

    private final Map<MethodClassKey, Rule> declared = new ConcurrentHashMap<>();

    BeanRules() {
        setClassFilter(BeanRules::mayDeclare);
    }

    private static boolean mayDeclare(Class<?> type) {
        return !type.getName().startsWith("java.")
                && !type.getName().startsWith("org.springframework.")
                && !AnnotatedElementUtils.hasAnnotation(type, Controller.class)
                && ENDPOINTS.stream().noneMatch(endpoint -> endpoint.isAssignableFrom(type));
    }

    @Override
    public boolean matches(Method method, Class<?> type) {
        return method.getDeclaringClass() != Object.class
                && !Modifier.isStatic(method.getModifiers())
                && read(type, method).isPresent();
    }

    private static Optional<Rule> read(Class<?> type, Method method) {
        try {
            return Declarations.ofEndpoint(type, method).map(Declaration::rule);
        } catch (IllegalArgumentException e) {
            throw StartRefusedException.forEndpoints(e);
        }
    }

    /** For Spring Security 6. */
    @Override
    @SuppressWarnings("deprecation") // where it is not, it is what must be implemented
    public AuthorizationDecision check(Supplier<Authentication> caller, MethodInvocation call) {
        Object target = call.getThis();
        Class<?> type = target == null ? call.getMethod().getDeclaringClass() : AopUtils.getTargetClass(target);
        Method method = call.getMethod();
        Rule rule = declared.computeIfAbsent(
                new MethodClassKey(method, type), key -> read(type, method).orElse(Rule.closed()));
        return new RuleDecision(rule.allows(Scopes.of(caller.get())), rule);
    }

    /** For Spring Security 7. */
    @Override
    public AuthorizationResult authorize(Supplier<Authentication> caller, MethodInvocation call) {
        return check(caller, call);
    }
}
