package io.busha.resourceserver.guard;

import io.busha.resourceserver.route.spi.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a request that the guard needs. Each door wraps its framework's own request. No method reads a body. */
public interface GuardedRequest {

    /** Returns the HTTP method as it was sent. */
    String method();

    /** Returns the decoded path by which the request was dispatched, within the application. */
    String path();

    /** Returns the path as it was sent, without the query. */
    String rawPath();

    /** Returns the values of the {@code Authorization} headers, one element per header; null means none. */
    @Nullable List<? extends @Nullable String> authorization();

    /** Returns the endpoint that the request is on its way to, or {@link Endpoint#unknown} if that cannot be determined. */
    Endpoint endpoint();

    /**
     * Returns the scopes of a caller that a framework's test support put into the request, in an environment without a server that a caller
     * could reach; empty otherwise. Called only if there is no {@code Authorization} header.
     */
    default Optional<Set<String>> scopesOfTest() {
        return Optional.empty();
    }
}
