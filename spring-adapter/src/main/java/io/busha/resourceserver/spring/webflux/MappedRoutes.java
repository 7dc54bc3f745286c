package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.spring.handler.RouteList;
import java.util.Map;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Lists the routes of a router function. */
record MappedRoutes(RouteList routes) implements RouterFunctions.Visitor {

    @Override
    public void startNested(RequestPredicate predicate) {
        routes.begin(MappedPredicate.ofNest(predicate));
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        routes.end();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        routes.add(MappedPredicate.ofRoute(predicate), handler);
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
        routes.add("resources", lookup);
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> function) {
        routes.add("some routes", function);
    }
}
