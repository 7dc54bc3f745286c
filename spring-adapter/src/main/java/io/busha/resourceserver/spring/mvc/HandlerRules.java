package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.handler.HandlerDeclarations;
import io.busha.resourceserver.spring.handler.HealthPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerMapping;

/** The rule of a handler, as it declares it or as Spring brings it along. Thread-safe. */
public final class HandlerRules {

    private static final Logger LOG = LoggerFactory.getLogger(HandlerRules.class);

    private final HealthPaths health;
    private final Map<HandlerCode, Optional<Declaration>> declared = new ConcurrentHashMap<>();

    HandlerRules(HealthPaths health) {
        this.health = health;
    }

    /**
     * The rule of the handler that was found for this request; empty where nothing declares one. A preflight that Spring answers
     * itself, by a CORS configuration, is open, and so is the health endpoint of the actuator. A declaration that cannot be
     * understood closes its handler.
     *
     * @param request as the handler mapping left it
     */
    public Optional<Rule> rule(Object handler, HttpServletRequest request) {
        if (Preflights.isAnswered(handler, request)) {
            return Optional.of(Rule.open());
        }
        String pattern = Objects.toString(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
        return declaration(handler, pattern).map(Declaration::rule);
    }

    private Optional<Declaration> declaration(Object handler, String pattern) {
        try {
            return check(handler, pattern);
        } catch (IllegalArgumentException e) {
            LOG.error("A handler is closed: {}", e.getMessage());
            return Optional.of(Declaration.closed(String.valueOf(e.getMessage())));
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
