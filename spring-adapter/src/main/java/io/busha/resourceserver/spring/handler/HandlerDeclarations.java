package io.busha.resourceserver.spring.handler;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Declarations;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.EndpointPath;
import io.busha.resourceserver.route.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.method.HandlerMethod;

/** What handlers declare, as Spring's users may write it, or as Spring brings them along. Thread-safe. */
public final class HandlerDeclarations {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerDeclarations.class);

    private final HealthPaths health;
    private final List<Class<?>> contracts;
    private final Map<HandlerCode, Optional<Declaration>> declared = new ConcurrentHashMap<>();

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
        Endpoint endpoint = Endpoint.declaring(rule(handler, pattern));
        return handler instanceof HandlerMethod && !pattern.isEmpty()
                ? endpoint.at(EndpointPath.of(prefix + RoutePattern.of(pattern)))
                : endpoint;
    }

    private Optional<Rule> rule(Object handler, String pattern) {
        try {
            return check(handler, pattern).map(Declaration::rule);
        } catch (IllegalArgumentException e) {
            LOG.error("A handler is closed: {}", e.getMessage());
            return Optional.of(Rule.closed());
        }
    }

    /**
     * What it declares, and where.
     *
     * @throws IllegalArgumentException where it contradicts itself
     */
    Optional<Declaration> check(Object handler, String pattern) {
        HandlerCode code = code(handler);
        return health.isServedBy(code.type(), pattern)
                ? Optional.of(HealthPaths.OPEN)
                : declared.computeIfAbsent(code, HandlerDeclarations::read);
    }

    HandlerCode code(Object handler) {
        return HandlerCode.of(handler, contracts);
    }

    private static Optional<Declaration> read(HandlerCode code) {
        AliasedScopes.refuse(code.type());
        code.method().ifPresent(AliasedScopes::refuse);
        return code.method()
                .map(known -> Declarations.ofEndpoint(code.type(), known))
                .orElseGet(() -> Declarations.ofType(code.type()));
    }
}
