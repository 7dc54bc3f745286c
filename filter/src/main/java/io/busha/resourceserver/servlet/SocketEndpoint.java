package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.Declarations;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.Rule;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that a container leads WebSocket handshakes to.
 *
 * @param type the class that may carry an annotation
 * @param origins decides whether the endpoint accepts a value of {@code Origin}; null stands for a missing header
 */
record SocketEndpoint(SocketPath path, Class<?> type, Predicate<@Nullable String> origins) {

    /**
     * Returns the declaration of the class.
     *
     * @throws IllegalArgumentException if it contradicts itself, or a method has a declaration: there are no decisions on messages
     */
    Optional<Declaration> declaration() {
        try {
            List<String> methods = Arrays.stream(type.getMethods())
                    .filter(method -> Declarations.ofMethod(type, method).isPresent())
                    .map(Method::getName)
                    .toList();
            if (!methods.isEmpty()) {
                throw new IllegalArgumentException(
                        "a handshake is decided by what the class declares, and not by its methods " + methods);
            }
            return Declarations.ofType(type);
        } catch (IllegalArgumentException | LinkageError e) {
            throw new IllegalArgumentException("WebSocket endpoint " + type.getName() + ": " + e.getMessage(), e);
        }
    }

    /** Returns the rule for a handshake; empty if nothing is declared. Closed if the declaration cannot be understood. */
    Optional<Rule> rule() {
        try {
            return declaration().map(Declaration::rule);
        } catch (IllegalArgumentException e) {
            return Optional.of(Rule.closed());
        }
    }

    /** Returns this endpoint for the audit. */
    MappedEndpoint endpoint() {
        MappedEndpoint mapped = path.endpoint(type.getName()).forMethods(Set.of("GET"));
        return declaration().map(mapped::declaring).orElse(mapped);
    }
}
