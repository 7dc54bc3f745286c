package io.busha.resourceserver.spring.webflux;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Lists the routes of a router function by their predicates, which only Spring can read: each may be for any path. */
final class MappedRoutes implements RouterFunctions.Visitor {

    private static final String ANY_PATH = "/**";

    /** Takes a route: its predicates in Spring's words, its path in those of a route line, its handler. */
    @FunctionalInterface
    interface Listing {
        void add(String words, String path, Object handler);
    }

    private final Listing listing;
    private final Deque<RequestPredicate> around = new ArrayDeque<>();

    MappedRoutes(Listing listing) {
        this.listing = listing;
    }

    private String words(RequestPredicate... own) {
        return Stream.concat(around.stream(), Stream.of(own))
                .map(Object::toString)
                .collect(Collectors.joining(" and ", " ", ""));
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        around.addLast(predicate);
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        around.removeLast();
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        listing.add(words(predicate), ANY_PATH, handler);
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
        listing.add(words() + "resources", ANY_PATH, lookup);
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> function) {
        listing.add(words() + "some routes", ANY_PATH, function);
    }
}
