package io.busha.resourceserver.it.jaxrs.matrix;

import java.util.concurrent.atomic.AtomicInteger;

/** Which bodies ran. Static, since implementations make the instances of resources; tests run one after the other. */
final class Bodies {

    private static final AtomicInteger METHODS = new AtomicInteger();
    private static final AtomicInteger LOCATORS = new AtomicInteger();

    private Bodies() {}

    /** To be called first by every protected resource method; answers what it is given. */
    static <T> T ran(T answer) {
        METHODS.incrementAndGet();
        return answer;
    }

    /** To be called first by every sub-resource locator. */
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
