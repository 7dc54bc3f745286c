package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.Reachable;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The declarations of the servlets and WebSocket endpoints of one application. Thread-safe. */
final class ServletDeclarations {

    private static final Logger LOG = LoggerFactory.getLogger(ServletDeclarations.class);

    private final ServletContext context;
    private final ClassLoader loader;
    private final Map<String, String> servlets;
    private final Map<String, EndpointPath> exactPaths; // computed once: many requests have one of them
    private final @Nullable DispatchedEndpoints dispatched;
    private final SocketRules sockets;
    private final Map<String, ServletRules> rules = new ConcurrentHashMap<>();

    private ServletDeclarations(ServletContext context, @Nullable DispatchedEndpoints dispatched) {
        this.context = context;
        this.dispatched = dispatched;
        ClassLoader own = context.getClassLoader(); // null in a plain handler of Jetty
        this.loader = own == null ? Thread.currentThread().getContextClassLoader() : own;
        this.servlets = ServletPattern.servlets(context);
        this.exactPaths = servlets.keySet().stream()
                .filter(pattern -> pattern.startsWith("/"))
                .collect(Collectors.toUnmodifiableMap(Function.identity(), EndpointPath::of));
        this.sockets = new SocketRules(context);
    }

    /**
     * Reads the declarations of every servlet and WebSocket endpoint that is registered now.
     *
     * @param dispatched the endpoints behind some of the servlets, if they are known
     * @throws IllegalArgumentException if declarations contradict themselves; the message lists every such servlet and WebSocket endpoint
     */
    static ServletDeclarations of(ServletContext context, @Nullable DispatchedEndpoints dispatched) {
        ServletDeclarations declarations = new ServletDeclarations(context, dispatched);
        List<String> faults = new ArrayList<>();
        context.getServletRegistrations()
                .keySet()
                .forEach(name -> collect(
                        faults, "servlet " + name + ": ", () -> declarations.rules.put(name, declarations.read(name))));
        declarations.sockets().forEach(socket -> collect(faults, "", socket::declaration));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return declarations;
    }

    /** Makes a check, and adds what is wrong to the faults. */
    static void collect(List<String> faults, String prefix, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            faults.add(prefix + e.getMessage());
        }
    }

    private List<SocketEndpoint> sockets() {
        return sockets.shown().orElse(List.of());
    }

    /** Returns every mapping of every servlet and WebSocket endpoint, and whether the filter is in front of it. */
    List<MappedEndpoint> endpoints(FilterReach reach) {
        List<MappedEndpoint> endpoints = new ArrayList<>();
        context.getServletRegistrations().forEach((name, registration) -> {
            for (MappedEndpoint mapping : mappings(registration, reach)) {
                endpoints.addAll(
                        rules.getOrDefault(name, ServletRules.NOTHING_DECLARED).endpoints(mapping));
            }
            endpoints.addAll(behind(registration, reach));
        });
        for (SocketEndpoint socket : sockets()) {
            boolean isGuarded = reach.isBefore("", socket.path().toString());
            endpoints.add(isGuarded ? socket.endpoint() : socket.endpoint().unguarded());
        }
        return endpoints;
    }

    /**
     * Returns the mappings of a servlet. One without mappings counts as reachable by every path: it may be reached by its name alone, or by
     * a mapping that an embedded container does not show.
     */
    private List<MappedEndpoint> mappings(ServletRegistration registration, FilterReach reach) {
        String handler = Objects.requireNonNullElse(registration.getClassName(), registration.getName());
        if (registration.getMappings().isEmpty()) {
            return List.of(MappedEndpoint.of("no mapping", EndpointPath.of("/**"), handler));
        }
        boolean builtIn = isDispatching(registration.getName()) || isBuiltIn(handler);
        return registration.getMappings().stream()
                .sorted()
                .map(ServletPattern::new)
                .map(pattern -> {
                    MappedEndpoint endpoint = pattern.endpoint(handler);
                    return !reach.isBefore(registration.getName(), pattern.text())
                            ? endpoint.unguarded()
                            : builtIn ? endpoint.builtIn() : endpoint;
                })
                .toList();
    }

    private boolean isDispatching(String servlet) {
        return dispatched != null && dispatched.areBehind(servlet);
    }

    private List<MappedEndpoint> behind(ServletRegistration registration, FilterReach reach) {
        DispatchedEndpoints behind = dispatched;
        return behind == null || !behind.areBehind(registration.getName())
                ? List.of()
                : registration.getMappings().stream()
                        .sorted()
                        .filter(pattern -> reach.isBefore(registration.getName(), pattern))
                        .flatMap(pattern -> new ServletPattern(pattern).below().stream())
                        .flatMap(prefix -> behind.endpoints(registration.getName(), prefix).stream())
                        .toList();
    }

    /** Returns whether the container brought this class along: its class loader is the container's, and ours is not. */
    private boolean isBuiltIn(String className) {
        ClassLoader container = context.getClass().getClassLoader();
        try {
            return container != ServletDeclarations.class.getClassLoader()
                    && Class.forName(className, false, loader).getClassLoader() == container;
        } catch (ClassNotFoundException e) {
            return true; // hidden from the application, so not its own
        } catch (LinkageError e) {
            return false;
        }
    }

    /** Returns the name of the servlet that a path belongs to; empty if none is registered for it. */
    String servletOf(String path) {
        return ServletPattern.servletOf(path, servlets);
    }

    /** Returns this path, of a request that a servlet takes because of its whole path, as the path of an endpoint. */
    EndpointPath exactPath(String path) {
        EndpointPath known = exactPaths.get(path);
        return known == null ? EndpointPath.of(path) : known;
    }

    /**
     * Returns the WebSocket endpoint that takes this request; otherwise the servlet, with its declaration for the request's method, or
     * closed if that cannot be understood. If the servlet dispatches requests to endpoints, the endpoint is unknown.
     */
    Endpoint endpoint(String servlet, String path, HttpServletRequest request) {
        return sockets.endpoint(request, path, () -> ofServlet(servlet, request));
    }

    private Endpoint ofServlet(String servlet, HttpServletRequest request) {
        return isDispatching(servlet)
                ? Endpoint.unknown()
                : Endpoint.declaring(
                        rules.computeIfAbsent(servlet, this::readOrClose).rule(request.getMethod()));
    }

    /**
     * Returns what is behind the servlet that this request is on its way to; empty if the servlet itself or a WebSocket endpoint answers
     * it.
     */
    Optional<Reachable> reachable(ServletGuardedRequest request) {
        return dispatched == null
                        || !isDispatching(request.servlet())
                        || sockets.concern(request.request(), request.path())
                ? Optional.empty()
                : Optional.of(dispatched.reachable(request.servlet(), request, request.request()));
    }

    /** Returns whether the WebSocket endpoints that take this request accept its origin; true if none takes it. */
    boolean takeOrigin(HttpServletRequest request, String path) {
        return sockets.takeOrigin(request, path);
    }

    private ServletRules readOrClose(String servlet) {
        try {
            return read(servlet);
        } catch (IllegalArgumentException e) {
            LOG.error("Servlet {} is closed: {}", servlet, e.getMessage());
            return ServletRules.closed(String.valueOf(e.getMessage()));
        }
    }

    private ServletRules read(String servlet) {
        ServletRegistration registration = context.getServletRegistration(servlet);
        String className = registration == null ? null : registration.getClassName();
        if (className == null) {
            return ServletRules.NOTHING_DECLARED;
        }
        try {
            return ServletRules.of(Class.forName(className, false, loader));
        } catch (ClassNotFoundException e) {
            return ServletRules.NOTHING_DECLARED; // the container's own, hidden from the application
        } catch (LinkageError e) {
            throw new IllegalArgumentException("cannot read the annotations of its class: " + e, e);
        }
    }
}
