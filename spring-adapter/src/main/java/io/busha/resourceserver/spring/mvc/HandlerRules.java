package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.Endpoint;
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

/** The rule of a handler, as it declares it or as Spring brings it along. Thread-safe. */
public final class HandlerRules {

    private final HandlerDeclarations declarations;

    HandlerRules(HealthPaths health) {
        this.declarations = new HandlerDeclarations(
                health, List.of(Controller.class, HttpRequestHandler.class, HandlerFunction.class));
    }

    /**
     * The endpoint that the handler is which was found for this request. A preflight that Spring answers itself, by a CORS
     * configuration, is open, and so is the health endpoint of the actuator. A declaration that cannot be understood closes its
     * handler.
     *
     * @param request as the handler mapping left it
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

    /** Whether the handler serves files, and was found for want of any other. */
    boolean isForAnyFile(Object handler, HttpServletRequest request) {
        return isForAnyFile(handler, pattern(request));
    }

    static boolean isForAnyFile(Object handler, String pattern) {
        return handler instanceof ResourceHttpRequestHandler && pattern.equals("/**");
    }

    /** What patterns are below: the path of a dispatcher servlet that is mapped on a part of the application. */
    private static String prefix(HttpServletRequest request) {
        return request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH ? request.getServletPath() : "";
    }

    HandlerDeclarations declarations() {
        return declarations;
    }
}
