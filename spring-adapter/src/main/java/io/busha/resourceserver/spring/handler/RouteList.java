package io.busha.resourceserver.spring.handler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Takes down the routes of a router function by what their predicates tell: one endpoint for each way to a route. */
public final class RouteList {

    private final HandlerList handlers;
    private final Deque<List<Way>> around = new ArrayDeque<>(List.of(List.of(Way.ANY)));

    /** One whose routes are added there. */
    public RouteList(HandlerList handlers) {
        this.handlers = handlers;
    }

    /** What comes next is nested in this predicate. */
    public void begin(RoutePredicate predicate) {
        around.addLast(Way.pairs(around.getLast(), predicate.ways(), Way::then));
    }

    /** The nest that was begun last ends. */
    public void end() {
        around.removeLast();
    }

    /** Adds a route that has a predicate of its own. */
    public void add(RoutePredicate predicate, Object handler) {
        add(predicate.ways(), handler);
    }

    /** Adds what has none. */
    public void add(String what, Object handler) {
        add(List.of(Way.when(what)), handler);
    }

    private void add(List<Way> ways, Object handler) {
        List<Way> ending = ways.stream().map(Way::close).toList();
        Way.pairs(around.getLast(), ending, Way::then).forEach(way -> handlers.add(way, handler));
    }
}
