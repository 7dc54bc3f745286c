package io.busha.resourceserver.spring.handler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** Takes down the routes of a router function by their predicates, which only Spring can read: each may be for any path. */
public final class RouteList {

    private static final String ANY_PATH = "/**";

    private final HandlerList handlers;
    private final Deque<Object> around = new ArrayDeque<>();

    /** One whose routes are added there. */
    public RouteList(HandlerList handlers) {
        this.handlers = handlers;
    }

    /** What comes next is behind this predicate too. */
    public void begin(Object predicate) {
        around.addLast(predicate);
    }

    /** The predicate that was begun last ends. */
    public void end() {
        around.removeLast();
    }

    /** Adds a route that has a predicate of its own. */
    public void addRoute(Object predicate, Object handler) {
        begin(predicate);
        add("", handler);
        end();
    }

    /** Adds what has none. */
    public void add(String what, Object handler) {
        String predicates = around.stream().map(Object::toString).collect(Collectors.joining(" and ", " ", ""));
        handlers.add(predicates + what, ANY_PATH, handler);
    }
}
