package io.busha.resourceserver.servlet;

import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.EndpointPath;
import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.route.Reachable;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the servlets of one application declare, by servlet name. Thread-safe. */
final class ServletDeclarations {

    private static final Logger LOG = LoggerFactory.getLogger(ServletDeclarations.class);

    private final ServletContext context;
    private final ClassLoader loader;
    private final ServletPatterns patterns;
    private final @Nullable DispatchedEndpoints dispatched;
    private final SocketRules sockets;
    private final Map<String, ServletRules> rules = new ConcurrentHashMap<>();

    private ServletDeclarations(ServletContext context, @Nullable DispatchedEndpoints dispatched) {
        this.context = context;
        this.dispatched = dispatched;
        this.loader = loaderOf(context);
        this.patterns = ServletPatterns.of(context);
        this.sockets = new SocketRules(context);
    }

    /** That of the application; where a container knows none, as a plain handler of Jetty, that of whoever starts it. */
    private static ClassLoader loaderOf(ServletContext context) {
        ClassLoader loader = context.getClassLoader();
        return loader == null ? Thread.currentThread().getContextClassLoader() : loader;
    }

    /**
     * Reads every servlet that is registered now.
     *
     * @param dispatched the endpoints behind some of them, if those are known
     * @throws IllegalArgumentException naming every servlet whose declarations contradict themselves
     */
    static ServletDeclarations of(ServletContext context, @Nullable DispatchedEndpoints dispatched) {
        ServletDeclarations declarations = new ServletDeclarations(context, dispatched);
        List<String> faults = new ArrayList<>();
        for (String name : context.getServletRegistrations().keySet()) {
            try {
                declarations.rules.put(name, declarations.read(name));
            } catch (IllegalArgumentException e) {
                faults.add("servlet " + name + ": " + e.getMessage());
            }
        }
        for (SocketEndpoint socket : declarations.sockets()) {
            try {
                socket.declaration();
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
        return declarations;
    }

    private List<SocketEndpoint> sockets() {
        return sockets.shown().orElse(List.of());
    }

    /** Every mapping of every servlet and WebSocket endpoint, and which of them the filter stands before. */
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

    /** A servlet may be reached by its name alone, or by a mapping that an embedded container keeps to itself. */
    private List<MappedEndpoint> mappings(ServletRegistration registration, FilterReach reach) {
        String handler = Objects.requireNonNullElse(registration.getClassName(), registration.getName());
        if (registration.getMappings().isEmpty()) {
            return List.of(MappedEndpoint.of("no mapping", EndpointPath.of("/**"), handler));
        }
        boolean builtIn = isDispatching(registration.getName()) || isBuiltIn(handler);
        return registration.getMappings().stream()
                .sorted()
                .map(ServletPattern::of)
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
                        .flatMap(pattern -> ServletPattern.of(pattern).below().stream())
                        .flatMap(prefix -> behind.endpoints(registration.getName(), prefix).stream())
                        .toList();
    }

    /** Whether the container brought this class along: it is of the container's loader, and we are not. */
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

    /** The name of the servlet that a path belongs to; empty where none is registered for it. */
    String servletOf(String path) {
        return patterns.servletOf(path);
    }

    /**
     * The WebSocket endpoint that takes this request, or the servlet with what it declares for the request's method; closed where what
     * it declares cannot be understood. Nothing is known of a request that a servlet hands on.
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

    /** What is behind the servlet that this request is on its way to; empty where the servlet or a WebSocket endpoint answers itself. */
    Optional<Reachable> reachable(ServletGuardedRequest request) {
        return dispatched == null
                        || !dispatched.areBehind(request.servlet())
                        || sockets.concern(request.request(), request.path())
                ? Optional.empty()
                : Optional.of(dispatched.reachable(request.servlet(), request, request.request()));
    }

    /** What the audit should warn of besides. */
    List<String> warnings() {
        return dispatched == null ? List.of() : dispatched.warnings();
    }

    /** Whether a WebSocket endpoint that takes this request takes its origin; true where none takes it. */
    boolean takeOrigin(HttpServletRequest request, String path) {
        return sockets.takeOrigin(request, path);
    }

    Optional<Set<String>> scopesOfTest(HttpServletRequest request) {
        return dispatched == null ? Optional.empty() : dispatched.scopesOfTest(request);
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
            throw new IllegalArgumentException("its class cannot be read for annotations: " + e, e);
        }
    }
}
