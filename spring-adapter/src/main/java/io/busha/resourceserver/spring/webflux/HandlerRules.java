package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.route.Endpoint;
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

/** The rule of a handler, as it declares it or as Spring brings it along. Thread-safe. */
final class HandlerRules {

    private final HandlerDeclarations declarations;

    HandlerRules(HealthPaths health) {
        this.declarations = new HandlerDeclarations(
                health, List.of(WebHandler.class, HandlerFunction.class, WebSocketHandler.class));
    }

    /**
     * The endpoint that the handler is which was found for this exchange. The health endpoint of the actuator is open. A declaration
     * that cannot be understood closes its handler.
     *
     * @param exchange as the handler mapping left it
     */
    Endpoint endpoint(Object handler, ServerWebExchange exchange) {
        return declarations.endpoint(handler, pattern(exchange), "");
    }

    private static String pattern(ServerWebExchange exchange) {
        return Objects.toString(exchange.getAttributes().get(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "");
    }

    /** Whether the handler serves files, and was found for want of any other. */
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
