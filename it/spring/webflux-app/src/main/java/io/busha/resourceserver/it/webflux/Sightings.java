package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.it.contract.Door;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What the application saw. */
final class Sightings {

    private final Map<String, Integer> handled = new ConcurrentHashMap<>();
    private final AtomicBoolean touched = new AtomicBoolean();

    /** How many handlers a case has reached. */
    int handled(String name) {
        return handled.getOrDefault(name, 0);
    }

    /** Whether anything subscribed to a body before its handler was counted. */
    AtomicBoolean touched() {
        return touched;
    }

    /** What every handler of the contract does before anything else. */
    void count(ServerHttpRequest request) {
        handled.merge(name(request), 1, Integer::sum);
    }

    boolean counted(ServerHttpRequest request) {
        return handled.containsKey(name(request));
    }

    private static String name(ServerHttpRequest request) {
        return String.valueOf(request.getHeaders().getFirst(Door.CASE));
    }

    /** Counts, and answers with a text. */
    String answer(ServerHttpRequest request, String text) {
        count(request);
        return text;
    }
}
