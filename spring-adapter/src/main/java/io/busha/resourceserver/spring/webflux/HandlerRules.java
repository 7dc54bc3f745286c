package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.handler.HandlerDeclarations;
import io.busha.resourceserver.spring.handler.HealthPaths;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** The rule of a handler, as it declares it or as Spring brings it along. Thread-safe. */
final class HandlerRules {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerRules.class);

    private final HealthPaths health;
    private final Map<HandlerCode, Optional<Declaration>> declared = new ConcurrentHashMap<>();

    HandlerRules(HealthPaths health) {
        this.health = health;
    }

    /**
     * The rule of the handler that was found for this exchange; empty where nothing declares one. The health endpoint of the
     * actuator is open. A declaration that cannot be understood closes its handler.
     *
     * @param exchange as the handler mapping left it
     */
    Optional<Rule> rule(Object handler, ServerWebExchange exchange) {
        String pattern =
                Objects.toString(exchange.getAttributes().get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
        try {
            return check(handler, pattern).map(Declaration::rule);
        } catch (IllegalArgumentException e) {
            LOG.error("A handler is closed: {}", e.getMessage());
            return Optional.of(Rule.closed());
        }
    }

    /**
     * What the handler that is mapped on this pattern declares, and where.
     *
     * @throws IllegalArgumentException where it contradicts itself
     */
    Optional<Declaration> check(Object handler, String pattern) {
        HandlerCode code = HandlerCode.of(handler);
        return health.isServedBy(code.type(), pattern)
                ? Optional.of(HealthPaths.OPEN)
                : declared.computeIfAbsent(code, known -> HandlerDeclarations.of(known.type(), known.method()));
    }
}
