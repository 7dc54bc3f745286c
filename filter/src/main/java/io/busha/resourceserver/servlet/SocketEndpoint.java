package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Declarations;
import io.busha.resourceserver.route.MappedEndpoint;
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
 * @param origins which values of {@code Origin} it takes, null for none
 */
record SocketEndpoint(SocketPath path, Class<?> type, Predicate<@Nullable String> origins) {

    /**
     * What the class declares.
     *
     * @throws IllegalArgumentException if that contradicts itself, or a method declares something: messages are not decided on
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

    /** The rule of a handshake; empty where nothing is declared. Closed where what is declared cannot be understood. */
    Optional<Rule> rule() {
        try {
            return declaration().map(Declaration::rule);
        } catch (IllegalArgumentException e) {
            return Optional.of(Rule.closed());
        }
    }

    /** For the audit. */
    MappedEndpoint endpoint() {
        MappedEndpoint mapped = path.endpoint(type.getName()).forMethods(Set.of("GET"));
        return declaration().map(mapped::declaring).orElse(mapped);
    }
}
