package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.spring.internal.HandlerList;
import io.busha.resourceserver.spring.internal.RouteList;
import io.busha.resourceserver.spring.internal.RoutePredicate;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Lists the routes of a router function. */
final class MappedRoutes
        extends RouteList<
                RequestPredicate, HandlerFunction<?>, Function<ServerRequest, Mono<Resource>>, RouterFunction<?>>
        implements RouterFunctions.Visitor {

    MappedRoutes(HandlerList handlers) {
        super(handlers);
    }

    @Override
    protected RoutePredicate<RequestPredicate> read(RequestPredicate predicate, boolean nests) {
        Reported reported = new Reported(nests);
        predicate.accept(reported);
        return reported;
    }

    private static final class Reported extends RoutePredicate<RequestPredicate> implements RequestPredicates.Visitor {

        Reported(boolean nests) {
            super(nests);
        }
    }
}
