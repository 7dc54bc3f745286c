package io.busha.resourceserver.it.jaxrs.matrix;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the methods and locators that ran. Static, because implementations instantiate resources; tests run one after the other. */
final class Bodies {

    private static final AtomicInteger METHODS = new AtomicInteger();
    private static final AtomicInteger LOCATORS = new AtomicInteger();

    private Bodies() {}

    /** Counts a protected resource method, which calls this first, and returns its argument. */
    static <T> T ran(T answer) {
        METHODS.incrementAndGet();
        return answer;
    }

    /** Counts a sub-resource locator, which calls this first, and returns its argument. */
    static <T> T located(T resource) {
        LOCATORS.incrementAndGet();
        return resource;
    }

    static int methods() {
        return METHODS.get();
    }

    static int locators() {
        return LOCATORS.get();
    }
}
