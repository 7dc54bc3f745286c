package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.spring.handler.HandlerDeclarations;
import io.busha.resourceserver.spring.handler.HealthPaths;
import java.util.List;
import java.util.Objects;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.resource.ResourceWebHandler;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;

/** The rule of a handler, whether the application declares it or Spring provides the handler. Thread-safe. */
final class HandlerRules {

    private final HandlerDeclarations declarations;

    HandlerRules(HealthPaths health) {
        this.declarations = new HandlerDeclarations(
                health, List.of(WebHandler.class, HandlerFunction.class, WebSocketHandler.class));
    }

    /**
     * Returns the endpoint of the handler that was found for this exchange. The actuator's health endpoint is open. A handler whose
     * declaration cannot be understood is closed.
     *
     * @param exchange the exchange as the handler mapping left it
     */
    Endpoint endpoint(Object handler, ServerWebExchange exchange) {
        return declarations.endpoint(handler, pattern(exchange), "");
    }

    private static String pattern(ServerWebExchange exchange) {
        return Objects.toString(exchange.getAttributes().get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
    }

    /** Returns whether the handler serves files and is the fallback if no other handler matches. */
    static boolean isForAnyFile(Object handler, ServerWebExchange exchange) {
        return isForAnyFile(handler, pattern(exchange));
    }

    static boolean isForAnyFile(Object handler, String pattern) {
        return handler instanceof ResourceWebHandler && pattern.equals("/**");
    }

    HandlerDeclarations declarations() {
        return declarations;
    }
}
