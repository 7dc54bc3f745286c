package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.MappedEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints behind a servlet that hands requests on, as a framework's servlet does: what they declare counts instead of what
 * the class of that servlet declares. Implementations are thread-safe.
 */
public interface DispatchedEndpoints {

    /** Whether the servlet of this name hands requests on to endpoints that are known here. */
    boolean areBehind(String servlet);

    /**
     * The endpoint that such a servlet would hand this request to, or {@link Endpoint#unknown} if there is none. Reads nothing of the
     * body, and leaves the request as it is.
     */
    Endpoint endpoint(String servlet, HttpServletRequest request);

    /**
     * Adds to a refusal what lets a page of another origin read it, if the endpoint that this request is on its way to may be used from
     * there (Fetch standard, section 3.2.3). Reads nothing of the body, and leaves the request as it is.
     */
    default void shareRefusal(String servlet, HttpServletRequest request, HttpServletResponse refusal)
            throws IOException {}

    /**
     * Whether a filter of the framework, in front of ours, forwards to the page at this path when something failed, as the container
     * does by itself. Such a forward passes like an ERROR dispatch.
     *
     * @param path servlet path and path info
     */
    default boolean isErrorPage(String path) {
        return false;
    }

    /** {@link io.busha.resourceserver.guard.GuardedRequest#scopesOfTest}. */
    default Optional<Set<String>> scopesOfTest(HttpServletRequest request) {
        return Optional.empty();
    }

    /**
     * All endpoints behind such a servlet, for the audit.
     *
     * @param prefix the path that the servlet is mapped below; empty where it is mapped on everything
     */
    List<MappedEndpoint> endpoints(String servlet, String prefix);
}
