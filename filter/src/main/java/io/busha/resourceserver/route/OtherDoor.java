package io.busha.resourceserver.route;

import java.util.Optional;

/** Whoever decides where a route line says {@code unprotected}. Asked while an application starts. */
@FunctionalInterface
public interface OtherDoor {

    /**
     * What speaks against leaving a request to it; empty if nothing does.
     *
     * @param path a decoded path within the application
     */
    Optional<String> objection(String method, String path);

    /** None at all. */
    static OtherDoor none() {
        return (method, path) -> Optional.of("nothing else would protect it here");
    }
}
