package io.busha.resourceserver.servlet;

import io.busha.resourceserver.guard.GuardedRequest;
import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.route.Reachable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints behind a servlet that hands requests on, as a framework's servlet does: what they declare counts instead of what
 * the class of that servlet declares, and is asked for by {@link ResourceServerFilter#admits} right before one of them is called.
 * Implementations are thread-safe.
 */
public interface DispatchedEndpoints {

    /** Whether the servlet of this name hands requests on to endpoints that are known here. */
    boolean areBehind(String servlet);

    /**
     * What such a servlet could hand a request to; what it answers itself is {@link Reachable#closed}. Reads nothing of the body, and
     * leaves the request as it is.
     */
    Reachable reachable(String servlet, GuardedRequest request, HttpServletRequest http);

    /**
     * Sends a request that no endpoint is mapped for to such a servlet, which answers that there is none. Filters on the way are left
     * out: one of them could have an answer that nobody declared anything for.
     *
     * @param chain the way through those filters, for where there is no other
     * @return false if the servlet cannot answer yet
     */
    default boolean serveUnmapped(
            String servlet, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        return true;
    }

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

    /**
     * What speaks against leaving the credential of a request to a filter of the framework, between ours and the servlet, that would
     * judge it; empty if nothing does. Asked while the application starts, too, of a request that nobody has sent: such a one has a method
     * and a path, and no headers.
     */
    default Optional<String> objectionToLeaving(HttpServletRequest request) {
        return Optional.of("nothing else would protect it here");
    }

    /** What the audit should warn of besides, a sentence each. */
    default List<String> warnings() {
        return List.of();
    }

    /** {@link GuardedRequest#scopesOfTest}. */
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
