package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.handler.HandlerDeclarations;
import io.busha.resourceserver.spring.handler.HealthPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.mvc.Controller;

/** The rule of a handler, as it declares it or as Spring brings it along. Thread-safe. */
public final class HandlerRules {

    private final HandlerDeclarations declarations;

    HandlerRules(HealthPaths health) {
        this.declarations = new HandlerDeclarations(
                health, List.of(Controller.class, HttpRequestHandler.class, HandlerFunction.class));
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
        return declarations.rule(handler, pattern);
    }

    HandlerDeclarations declarations() {
        return declarations;
    }
}
