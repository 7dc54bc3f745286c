package io.busha.resourceserver.guard;

import io.busha.resourceserver.route.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the guard asks of a request: a door wraps its framework's own. Nothing here reads a body. */
public interface GuardedRequest {

    /** The HTTP method, as sent. */
    String method();

    /** The decoded path by which the request was dispatched, within the application. */
    String path();

    /** The path as it was sent, without the query. */
    String rawPath();

    /** The values of the {@code Authorization} headers, one element a header; null is none. */
    @Nullable List<? extends @Nullable String> authorization();

    /** The endpoint that the request is on its way to, or {@link Endpoint#unknown} if that cannot be told. */
    Endpoint endpoint();

    /**
     * The scopes of a caller whom a test of a framework put into the request, where there is no server that a caller could
     * reach; empty otherwise. Only asked where no {@code Authorization} header is there.
     */
    default Optional<Set<String>> scopesOfTest() {
        return Optional.empty();
    }
}
