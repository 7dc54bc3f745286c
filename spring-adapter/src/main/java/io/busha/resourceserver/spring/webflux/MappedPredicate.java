package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.spring.handler.RoutePredicate;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;

/** Collects what a predicate of a router function reports. Used once, by one thread. */
final class MappedPredicate extends RoutePredicate implements RequestPredicates.Visitor {

    private MappedPredicate(boolean nests) {
        super(nests);
    }

    static RoutePredicate ofNest(RequestPredicate predicate) {
        return new MappedPredicate(true).reading(predicate);
    }

    static RoutePredicate ofRoute(RequestPredicate predicate) {
        return new MappedPredicate(false).reading(predicate);
    }

    private RoutePredicate reading(RequestPredicate predicate) {
        predicate.accept(this);
        return this;
    }

    @Override
    public void queryParam(String name, String value) {
        parameter(name, value);
    }

    @Override
    public void unknown(RequestPredicate predicate) {
        untold(predicate);
    }
}
