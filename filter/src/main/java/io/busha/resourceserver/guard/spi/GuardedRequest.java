package io.busha.resourceserver.guard.spi;

import io.busha.resourceserver.route.spi.Endpoint;
import java.util.List;
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
}
