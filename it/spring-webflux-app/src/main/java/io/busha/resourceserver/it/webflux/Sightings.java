package io.busha.resourceserver.it.webflux;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What the application saw. */
final class Sightings {

    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicBoolean touched = new AtomicBoolean();

    /** How many requests reached a handler. */
    AtomicInteger handled() {
        return handled;
    }

    /** Whether anything subscribed to a body before its handler was counted. */
    AtomicBoolean touched() {
        return touched;
    }

    /** What every handler of the contract does: it counts itself before anything else, and answers with a text. */
    String answer(String text) {
        handled.incrementAndGet();
        return text;
    }
}
