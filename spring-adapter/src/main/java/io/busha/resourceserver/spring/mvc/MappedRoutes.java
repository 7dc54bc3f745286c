package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.spring.handler.RouteList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

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
    public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
        routes.add("resources", lookup);
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> function) {
        routes.add("some routes", function);
    }
}
