package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.Rule;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of the WebSocket endpoints of an application. The endpoints are read again for each handshake, because some containers let an
 * application add them at any time. Thread-safe.
 */
final class SocketRules {

    private static final Logger LOG = LoggerFactory.getLogger(SocketRules.class);

    private static final Endpoint CLOSED = Endpoint.declaring(Optional.of(Rule.closed()));

    private final ServletContext context;
    private final Map<Class<?>, Optional<Rule>> declared = new ConcurrentHashMap<>();
    private final AtomicBoolean isTold = new AtomicBoolean();

    SocketRules(ServletContext context) {
        this.context = context;
    }

    /**
     * Returns the endpoint that a request to this path has reached: the WebSocket endpoint that takes it, or the servlet. Closed if some
     * containers could lead the request to a WebSocket endpoint, and others to the servlet.
     */
    Endpoint endpoint(HttpServletRequest request, String path, Supplier<Endpoint> ofServlet) {
        if (!concern(request, path)) {
            return ofServlet.get();
        }
        Optional<List<SocketEndpoint>> shown = shown();
        if (shown.isEmpty()) {
            return ofServlet.get().declaredRule().isPresent() ? CLOSED : Endpoint.unknown(); // a route line may open it
        }
        List<SocketEndpoint> taking = taking(shown.get(), path);
        return taking.isEmpty() || !Handshake.isProper(request) ? CLOSED : ofAll(taking);
    }

    /** Returns whether some container could lead this request to a WebSocket endpoint. */
    boolean concern(HttpServletRequest request, String path) {
        if (!isTo(request)) {
            return false;
        }
        Optional<List<SocketEndpoint>> shown = shown();
        return shown.isEmpty()
                || shown.get().stream().anyMatch(endpoint -> endpoint.path().couldTake(path))
                || isOdd(request, shown.get());
    }

    /** Returns whether every endpoint that takes this handshake accepts its origin: otherwise Undertow leads it to the servlet. */
    boolean takeOrigin(HttpServletRequest request, String path) {
        if (!isTo(request)) {
            return true;
        }
        String origin = request.getHeader("Origin");
        return shown().stream().flatMap(all -> taking(all, path).stream()).allMatch(endpoint -> endpoint.origins()
                .test(origin));
    }

    private boolean isTo(HttpServletRequest request) {
        return isThereAContainer() && Handshake.isPossible(request);
    }

    private boolean isThereAContainer() {
        return context.getAttribute(SocketContainer.API) != null
                || context.getAttribute(SocketContainer.OF_JETTY) != null;
    }

    private static boolean isOdd(HttpServletRequest request, List<SocketEndpoint> all) {
        return !all.isEmpty() && Handshake.isOdd(request);
    }

    /** Returns all WebSocket endpoints; an empty {@code Optional} if the container does not show them. */
    Optional<List<SocketEndpoint>> shown() {
        if (!isThereAContainer()) {
            return Optional.of(List.of());
        }
        try {
            return Optional.of(SocketContainer.endpoints(context));
        } catch (IllegalStateException | ClassCastException | LinkageError e) {
            if (!isTold.getAndSet(true)) {
                LOG.warn("WebSocket endpoints cannot be read from this container: a handshake needs a route line", e);
            }
            return Optional.empty();
        }
    }

    private static List<SocketEndpoint> taking(List<SocketEndpoint> all, String path) {
        List<SocketEndpoint> taking =
                all.stream().filter(endpoint -> endpoint.path().takes(path)).toList();
        List<SocketEndpoint> exact =
                taking.stream().filter(endpoint -> endpoint.path().isExact()).toList();
        return exact.isEmpty() ? taking : exact;
    }

    /**
     * Returns the endpoint for these templates. The container decides which of several it takes, so all of their rules must be satisfied.
     */
    private Endpoint ofAll(List<SocketEndpoint> taking) {
        List<Rule> rules =
                taking.stream().flatMap(endpoint -> ruleOf(endpoint).stream()).toList();
        if (!rules.isEmpty() && rules.size() < taking.size()) {
            return CLOSED;
        }
        Endpoint all = Endpoint.declaring(rules.stream().reduce(Rule::and));
        return taking.size() == 1 ? taking.get(0).path().of(all) : all;
    }

    private Optional<Rule> ruleOf(SocketEndpoint endpoint) {
        return declared.computeIfAbsent(endpoint.type(), type -> endpoint.rule());
    }
}
