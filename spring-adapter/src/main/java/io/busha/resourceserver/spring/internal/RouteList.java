package io.busha.resourceserver.spring.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Lists the routes of a router function from what their predicates report: one endpoint for each way to a route. A subclass is Spring's
 * visitor of one stack. Used once, by one thread.
 *
 * @param <P> the stack's type of a predicate
 * @param <H> of a handler function
 * @param <R> of the resources below a route
 * @param <F> of a router function
 */
public abstract class RouteList<P, H, R, F> {

    private final HandlerList handlers;
    private final Deque<List<Way>> around = new ArrayDeque<>(List.of(List.of(Way.ANY)));

    /** Creates a list that adds its routes to {@code handlers}. */
    protected RouteList(HandlerList handlers) {
        this.handlers = handlers;
    }

    /**
     * Returns what a predicate reports.
     *
     * @param nests whether other routes are nested in the predicate
     */
    protected abstract RoutePredicate<P> read(P predicate, boolean nests);

    /** Implements Spring's visitor. Routes that follow are nested in this predicate. */
    public final void startNested(P predicate) {
        around.addLast(Way.pairs(around.getLast(), read(predicate, true).ways(), Way::then));
    }

    /** Implements Spring's visitor. */
    public final void endNested(P predicate) {
        around.removeLast();
    }

    /** Implements Spring's visitor. */
    public final void route(P predicate, H handler) {
        add(read(predicate, false).ways(), handler);
    }

    /** Implements Spring's visitor. */
    public final void resources(R lookup) {
        add(List.of(Way.when("resources")), lookup);
    }

    /** Implements Spring's visitor. */
    public final void attributes(Map<String, Object> attributes) {}

    /** Implements Spring's visitor. */
    public final void unknown(F function) {
        add(List.of(Way.when("some routes")), function);
    }

    private void add(List<Way> ways, Object handler) {
        List<Way> ending = ways.stream().map(Way::close).toList();
        Way.pairs(around.getLast(), ending, Way::then).forEach(way -> handlers.add(way, handler));
    }
}
