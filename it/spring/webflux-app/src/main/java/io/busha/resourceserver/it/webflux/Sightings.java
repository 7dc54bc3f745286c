package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.it.contract.Door;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Counts what the application saw. */
final class Sightings {

    private final Map<String, Integer> handled = new ConcurrentHashMap<>();
    private final AtomicBoolean touched = new AtomicBoolean();

    /** Returns how many handlers a case has reached. */
    int handled(String name) {
        return handled.getOrDefault(name, 0);
    }

    /** Returns whether any code subscribed to a body before its handler was counted. */
    AtomicBoolean touched() {
        return touched;
    }

    /** Counts a request. Every handler of the contract calls it before anything else. */
    void count(ServerHttpRequest request) {
        handled.merge(name(request), 1, Integer::sum);
    }

    boolean counted(ServerHttpRequest request) {
        return handled.containsKey(name(request));
    }

    private static String name(ServerHttpRequest request) {
        return String.valueOf(request.getHeaders().getFirst(Door.CASE));
    }

    /** Counts a request, and returns the text. */
    String answer(ServerHttpRequest request, String text) {
        count(request);
        return text;
    }
}
