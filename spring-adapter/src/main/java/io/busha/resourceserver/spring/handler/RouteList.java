package io.busha.resourceserver.spring.handler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Collects the routes of a router function from what their predicates report: one endpoint for each way to a route. */
public final class RouteList {

    private final HandlerList handlers;
    private final Deque<List<Way>> around = new ArrayDeque<>(List.of(List.of(Way.ANY)));

    /** Creates a list that adds its routes to {@code handlers}. */
    public RouteList(HandlerList handlers) {
        this.handlers = handlers;
    }

    /** Starts a nest: routes that follow are nested in this predicate. */
    public void begin(RoutePredicate predicate) {
        around.addLast(Way.pairs(around.getLast(), predicate.ways(), Way::then));
    }

    /** Ends the innermost nest. */
    public void end() {
        around.removeLast();
    }

    /** Adds a route with its own predicate. */
    public void add(RoutePredicate predicate, Object handler) {
        add(predicate.ways(), handler);
    }

    /** Adds a route without a predicate. */
    public void add(String what, Object handler) {
        add(List.of(Way.when(what)), handler);
    }

    private void add(List<Way> ways, Object handler) {
        List<Way> ending = ways.stream().map(Way::close).toList();
        Way.pairs(around.getLast(), ending, Way::then).forEach(way -> handlers.add(way, handler));
    }
}
