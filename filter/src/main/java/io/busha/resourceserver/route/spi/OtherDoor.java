package io.busha.resourceserver.route.spi;

import java.util.Optional;

/** The door that decides on endpoints that a route line leaves {@code unprotected}. Asked while an application starts. */
@FunctionalInterface
public interface OtherDoor {

    /**
     * Returns why a request cannot be left to this door; empty if it can.
     *
     * @param path a decoded path within the application
     */
    Optional<String> objection(String method, String path);

    /** Returns a door that objects to every request, for applications without another door. */
    static OtherDoor none() {
        return (method, path) -> Optional.of("nothing else would protect it here");
    }
}
