package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.spring.internal.HandlerList;
import io.busha.resourceserver.spring.internal.RouteList;
import io.busha.resourceserver.spring.internal.RoutePredicate;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/** Lists the routes of a router function. */
final class MappedRoutes
        extends RouteList<
                RequestPredicate, HandlerFunction<?>, Function<ServerRequest, Optional<Resource>>, RouterFunction<?>>
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
