package io.busha.resourceserver.spring.handler;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Declarations;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.EndpointPath;
import io.busha.resourceserver.route.Rule;
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

/** What handlers declare, as Spring's users may write it, or as Spring brings them along. Thread-safe. */
public final class HandlerDeclarations {

    /** Far more than applications map; a mapping of their own may take what a caller sent for a pattern. */
    private static final int MAX_ENDPOINTS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(HandlerDeclarations.class);

    private record Mapped(List<HandlerCode> code, String pattern, String prefix) {}

    private final HealthPaths health;
    private final List<Class<?>> contracts;
    private final AnnotatedElements elements = new AnnotatedElements();
    private final Map<HandlerCode, Optional<Declaration>> declared = new ConcurrentHashMap<>();
    private final Map<Mapped, Endpoint> endpoints = new ConcurrentHashMap<>();

    /**
     * Of handlers of one kind of dispatcher.
     *
     * @param contracts the interfaces that a handler may implement, each with one method to handle a request by
     */
    public HandlerDeclarations(HealthPaths health, List<Class<?>> contracts) {
        this.health = health;
        this.contracts = List.copyOf(contracts);
    }

    /**
     * The endpoint that a handler is. The health endpoint of the actuator is open. A declaration that cannot be understood closes its
     * handler.
     *
     * @param pattern the one that the request matched; that of a handler method alone is known to be of this very request
     * @param prefix the path that patterns are below; empty if they are below none
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
            LOG.error("A handler is closed: {}", e.getMessage());
            return Optional.of(Rule.closed());
        }
    }

    /**
     * What it declares, and where. What a handler and the WebSocket handlers inside it declare is the same.
     *
     * @throws IllegalArgumentException where it contradicts itself, or declares something where nobody would ask for it
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
        throw new IllegalArgumentException("one is inside the other, and they disagree: " + outside + ", " + inside);
    }

    /** The class that the application knows it by. */
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

    /** Those of beans are refused as they are made; here are the handlers that Spring did not make. */
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
                            method + ": the door does not ask here what is required: put it on the class");
                });
    }

    private static boolean isSame(Method method, HandlerCode code) {
        return code.method()
                .flatMap(known -> Declarations.overridden(code.type(), known, method.getDeclaringClass()))
                .filter(method::equals)
                .isPresent();
    }
}
