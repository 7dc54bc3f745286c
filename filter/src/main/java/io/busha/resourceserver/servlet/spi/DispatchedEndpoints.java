package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The endpoints behind a servlet that dispatches requests to them, as a framework's servlet does. Their declarations count, and not that of
 * the servlet's class. {@link ServletDoor#admits} applies them right before an endpoint is called. Implementations are
 * thread-safe.
 */
public interface DispatchedEndpoints {

    /** Returns whether the servlet with this name dispatches requests to endpoints that are known here. */
    boolean areBehind(String servlet);

    /**
     * Returns the endpoints that such a servlet could dispatch a request to; {@link Reachable#closed} if the servlet answers it itself.
     * Reads nothing of the body, and does not change the request.
     */
    Reachable reachable(String servlet, GuardedRequest request, HttpServletRequest http);

    /**
     * Passes a request without a mapped endpoint to such a servlet, which answers that there is none. Skips the filters on the way: one of
     * them could give an answer that nothing was declared for.
     *
     * @param chain the way through those filters, to be used if there is no other
     * @return false if the servlet cannot answer yet
     */
    default boolean serveUnmapped(
            String servlet, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        return true;
    }

    /**
     * Adds the headers to a denial that let a page of another origin read it, if that origin may use the endpoint that this request is on
     * its way to (Fetch standard, section 3.2.3). Reads nothing of the body, and does not change the request.
     */
    default void shareDenial(String servlet, HttpServletRequest request, HttpServletResponse denial)
            throws IOException {}

    /**
     * Returns whether a filter of the framework, in front of ours, forwards to the page at this path after an error, as the container
     * itself does. Such a forward passes like an ERROR dispatch.
     *
     * @param path servlet path and path info
     */
    default boolean isErrorPage(String path) {
        return false;
    }

    /**
     * Returns why the credential of a request cannot be left to a filter of the framework, between ours and the servlet, that would judge
     * it; empty if it can. While the application starts, this is also called with an example request that has a method and a path, but no
     * headers.
     */
    default Optional<String> objectionToLeaving(HttpServletRequest request) {
        return Optional.of("nothing else would protect it here");
    }

    /** Returns further warnings for the audit, one sentence each. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * Returns all endpoints behind such a servlet, for the audit.
     *
     * @param prefix the path below which the servlet is mapped; empty if it is mapped to everything
     */
    List<MappedEndpoint> endpoints(String servlet, String prefix);
}
