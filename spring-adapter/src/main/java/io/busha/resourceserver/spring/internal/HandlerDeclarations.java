package io.busha.resourceserver.spring.internal;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.EndpointPath;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.web.method.HandlerMethod;

/** The declared rules of handlers, both of the application's handlers and of Spring's. Thread-safe. */
public final class HandlerDeclarations {

    /**
     * The maximum number of remembered endpoints: far more than applications map. A custom mapping may use text from the request as a
     * pattern.
     */
    private static final int MAX_ENDPOINTS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(HandlerDeclarations.class);

    private record Mapped(List<HandlerCode> code, String pattern, String prefix) {}

    private final HealthPaths health;
    private final Class<?> files;
    private final List<Class<?>> contracts;
    private final AnnotatedElements elements = new AnnotatedElements();
    private final Map<HandlerCode, Optional<Declaration>> declared = new ConcurrentHashMap<>();
    private final Map<Mapped, Endpoint> endpoints = new ConcurrentHashMap<>();

    /**
     * Creates the declarations for one kind of dispatcher.
     *
     * @param files the class of handlers that serve files
     * @param contracts the interfaces that a handler may implement, each with one method that handles requests
     */
    public HandlerDeclarations(HealthPaths health, Class<?> files, List<Class<?>> contracts) {
        this.health = health;
        this.files = files;
        this.contracts = List.copyOf(contracts);
    }

    /**
     * Returns the endpoint of a handler. The actuator's health endpoint is open. A handler whose declaration cannot be understood is
     * closed.
     *
     * @param pattern the pattern that the request matched; only for handler methods is it certain to belong to this request
     * @param prefix the path that precedes patterns, or an empty string
     */
    public Endpoint endpoint(Object handler, String pattern, String prefix) {
        List<HandlerCode> code = HandlerCode.of(handler, contracts);
        if (!(handler instanceof HandlerMethod) || pattern.isEmpty()) {
            return Endpoint.declaring(rule(code, pattern));
        }
        Mapped mapped = new Mapped(code, pattern, prefix);
        Endpoint known = endpoints.get(mapped);
        return known != null ? known : remembered(mapped);
    }

    /** Returns whether the handler serves files and is the fallback if no other handler matches. */
    public boolean isForAnyFile(Object handler, String pattern) {
        return files.isInstance(handler) && pattern.equals("/**");
    }

    private Endpoint remembered(Mapped mapped) {
        Endpoint endpoint = Endpoint.declaring(rule(mapped.code(), mapped.pattern()))
                .at(EndpointPath.of(mapped.prefix() + RoutePattern.of(mapped.pattern())));
        if (endpoints.size() < MAX_ENDPOINTS) {
            endpoints.put(mapped, endpoint);
        }
        return endpoint;
    }

    private Optional<Rule> rule(List<HandlerCode> code, String pattern) {
        try {
            return check(code, pattern).map(Declaration::rule);
        } catch (IllegalArgumentException e) {
            LOG.error("A handler is closed because its rule cannot be read: {}", e.getMessage());
            return Optional.of(Rule.closed());
        }
    }

    /**
     * Returns the declared rule of a handler and its place. A handler and the WebSocket handlers inside it must declare equal rules.
     *
     * @throws IllegalArgumentException if the declarations contradict each other, or if one is in a place where it would not be enforced
     */
    Optional<Declaration> check(Object handler, String pattern) {
        return check(HandlerCode.of(handler, contracts), pattern);
    }

    private Optional<Declaration> check(List<HandlerCode> all, String pattern) {
        return health.isServedBy(all.get(0).type(), pattern)
                ? Optional.of(HealthPaths.OPEN)
                : all.stream()
                        .map(code -> declared.computeIfAbsent(code, this::read))
                        .flatMap(Optional::stream)
                        .reduce(HandlerDeclarations::agreed);
    }

    private static Declaration agreed(Declaration outside, Declaration inside) {
        if (outside.rule().equals(inside.rule())) {
            return inside;
        }
        throw new IllegalArgumentException(
                "a handler and a handler inside it declare different rules: " + outside + ", " + inside);
    }

    /** Returns the class by which the application knows the handler. */
    Class<?> type(Object handler) {
        List<HandlerCode> all = HandlerCode.of(handler, contracts);
        return all.get(all.size() - 1).type();
    }

    private Optional<Declaration> read(HandlerCode code) {
        AliasedScopes.refuse(code.type());
        code.method().ifPresent(AliasedScopes::refuse);
        refuseOtherMethods(code);
        return code.method()
                .map(known -> Declarations.ofEndpoint(code.type(), known))
                .orElseGet(() -> Declarations.ofType(code.type()));
    }

    /** Checks the other methods of a handler, which may not be a bean. Beans are checked when they are created. */
    private void refuseOtherMethods(HandlerCode code) {
        if (!code.isWhole() || AnnotatedElementUtils.hasAnnotation(code.type(), Controller.class)) {
            return;
        }
        elements.of(AnnotatedElements.hierarchy(code.type())).stream()
                .filter(Method.class::isInstance)
                .map(Method.class::cast)
                .filter(method -> !isSame(method, code))
                .findFirst()
                .ifPresent(method -> {
                    throw new IllegalArgumentException(
                            method + ": annotations on it are not read; annotate the class instead");
                });
    }

    private static boolean isSame(Method method, HandlerCode code) {
        return code.method()
                .flatMap(known -> Declarations.overridden(code.type(), known, method.getDeclaringClass()))
                .filter(method::equals)
                .isPresent();
    }
}
