package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.spring.handler.HandlerDeclarations;
import io.busha.resourceserver.spring.handler.HealthPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.mvc.Controller;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/** The rule of a handler, whether the application declares it or Spring provides the handler. Thread-safe. */
public final class HandlerRules {

    private final HandlerDeclarations declarations;

    HandlerRules(HealthPaths health) {
        this.declarations = new HandlerDeclarations(
                health, List.of(Controller.class, HttpRequestHandler.class, HandlerFunction.class));
    }

    /**
     * Returns the endpoint of the handler that was found for this request. A preflight that Spring itself answers from a CORS configuration
     * is open, and so is the actuator's health endpoint. A handler whose declaration cannot be understood is closed.
     *
     * @param request the request as the handler mapping left it
     */
    public Endpoint endpoint(Object handler, HttpServletRequest request) {
        if (Preflights.isAnswered(handler, request)) {
            return Endpoint.declaring(Optional.of(Rule.open()));
        }
        return declarations.endpoint(handler, pattern(request), prefix(request));
    }

    private static String pattern(HttpServletRequest request) {
        return Objects.toString(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
    }

    /** Returns whether the handler serves files and is the fallback if no other handler matches. */
    boolean isForAnyFile(Object handler, HttpServletRequest request) {
        return isForAnyFile(handler, pattern(request));
    }

    static boolean isForAnyFile(Object handler, String pattern) {
        return handler instanceof ResourceHttpRequestHandler && pattern.equals("/**");
    }

    /** Returns the path that precedes patterns, which is not empty if the dispatcher servlet is mapped to a part of the application. */
    private static String prefix(HttpServletRequest request) {
        return request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH ? request.getServletPath() : "";
    }

    HandlerDeclarations declarations() {
        return declarations;
    }
}
