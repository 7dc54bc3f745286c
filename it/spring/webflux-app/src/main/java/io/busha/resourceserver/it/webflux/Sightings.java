package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.it.contract.Door;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What the application saw. */
final class Sightings {

    private static final String COUNTED = "contract.counted";

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
        request.getAttributes().put(COUNTED, true);
        handled.merge(String.valueOf(request.getHeaders().getFirst(Door.CASE)), 1, Integer::sum);
    }

    boolean counted(ServerHttpRequest request) {
        return request.getAttributes().containsKey(COUNTED);
    }

    /** Counts, and answers with a text. */
    String answer(ServerHttpRequest request, String text) {
        count(request);
        return text;
    }
}
