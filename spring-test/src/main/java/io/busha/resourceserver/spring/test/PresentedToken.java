package io.busha.resourceserver.spring.test;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token that requests of the test on this thread present if they have no credential of their own. */
final class PresentedToken {

    private static final ThreadLocal<@Nullable BushaToken> CURRENT = new ThreadLocal<>();

    private PresentedToken() {}

    static Optional<BushaToken> get() {
        return Optional.ofNullable(CURRENT.get());
    }

    static void set(BushaToken token) {
        CURRENT.set(token);
    }

    static void clear() {
        CURRENT.remove();
    }
}
