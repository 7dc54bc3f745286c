package io.busha.resourceserver.servlet;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.servlet.spi.ServletDoor;
import io.busha.resourceserver.servlet.spi.ServletStart;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Servlet door. Map it to {@code /*}, for the dispatcher types REQUEST and ASYNC, with {@code async-supported}; endpoints without a
 * rule are then closed. Its init-params are the bare names of {@link Settings}. They take precedence over context-params, these over system
 * properties, and these over the environment. Thread-safe.
 */
public final class ResourceServerFilter implements Filter {

    /** The request attribute that holds the {@link VerifiedToken}. */
    public static final String TOKEN_ATTRIBUTE = ServletDoor.TOKEN_ATTRIBUTE;

    private static final String NAME = "busha";
    private static final String RUNNING_ATTRIBUTE = "io.busha.resourceserver.running.";

    private final @Nullable RequestGuard given;
    private final @Nullable Set<String> inFront;
    private final @Nullable ServletDoor ofFramework;
    private volatile @Nullable Running running;

    /** The state of the filter between initialisation and destruction. */
    private record Running(ServletContext context, ServletDoor door) {}

    /** Creates a filter for {@code web.xml}: it builds its guard from the init-params, and closes it when it is destroyed. */
    public ResourceServerFilter() {
        this(null, null, null);
    }

    /** Creates a filter with this guard, which the calling code must close. */
    public ResourceServerFilter(RequestGuard guard) {
        this(guard, null, null);
    }

    /** Creates a filter for the door of a framework, which must audit the application itself. The calling code must close the guard. */
    public ResourceServerFilter(ServletDoor door) {
        this(door.guard(), null, door);
    }

    private ResourceServerFilter(
            @Nullable RequestGuard guard, @Nullable Set<String> inFront, @Nullable ServletDoor ofFramework) {
        this.given = guard;
        this.inFront = inFront;
        this.ofFramework = ofFramework;
    }

    /** Returns the verified token of this request; empty if there is none, as on an open endpoint that was called without one. */
    public static Optional<VerifiedToken> token(ServletRequest request) {
        return Optional.ofNullable((VerifiedToken) request.getAttribute(TOKEN_ATTRIBUTE));
    }

    /**
     * Registers a filter named {@code busha} in code: for every path, for REQUEST and ASYNC, and in front of every other filter. If one of
     * those changes a request, the filter decides again right before the servlet. Settings come from context-params, system properties and
     * the environment. To be called while the application starts, by a {@code ServletContextListener} or a
     * {@code ServletContainerInitializer}. The application does not start if the container shows another filter in front of this one.
     *
     * @throws IllegalStateException if there is already a filter with that name
     */
    public static FilterRegistration.Dynamic register(ServletContext context) {
        return register(context, Set.of());
    }

    /**
     * Registers a filter like {@link #register(ServletContext)} with this guard, which the calling code must close.
     *
     * @throws IllegalStateException if there is already a filter with that name
     */
    public static FilterRegistration.Dynamic register(ServletContext context, RequestGuard guard) {
        return register(context, guard, Set.of());
    }

    /**
     * Registers a filter like {@link #register(ServletContext)}, but behind the filters that are mapped so far, such as a CORS filter that
     * answers preflights. The application does not start if a filter that is not in {@code inFront} is in front of this one, provided that
     * the container shows the order of filters: Tomcat, Jetty and Undertow do.
     *
     * @param inFront the names of the filters that may be in front; if empty, the filter is mapped in front of every other filter
     * @throws IllegalStateException if there is already a filter with that name
     */
    public static FilterRegistration.Dynamic register(ServletContext context, Set<String> inFront) {
        return register(context, new ResourceServerFilter(null, Set.copyOf(inFront), null), !inFront.isEmpty());
    }

    /**
     * Registers a filter like {@link #register(ServletContext, Set)} with this guard, which the calling code must close.
     *
     * @throws IllegalStateException if there is already a filter with that name
     */
    public static FilterRegistration.Dynamic register(ServletContext context, RequestGuard guard, Set<String> inFront) {
        return register(context, new ResourceServerFilter(guard, Set.copyOf(inFront), null), !inFront.isEmpty());
    }

    private static FilterRegistration.Dynamic register(
            ServletContext context, ResourceServerFilter filter, boolean isAfter) {
        FilterRegistration.Dynamic registration = context.addFilter(NAME, filter);
        if (registration == null) {
            throw new IllegalStateException("a filter named " + NAME + " already exists: map that filter instead");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), isAfter, "/*");
        ServletStart.confirm(NAME, context);
        return registration;
    }

    /**
     * Returns the audit of the filter with this name in this application; empty if there is no such filter, or it is not audited or no
     * longer running.
     */
    public static Optional<RouteAudit> audit(ServletContext context, String filterName) {
        return Optional.ofNullable((RouteAudit) context.getAttribute(ServletDoor.AUDIT_ATTRIBUTE + filterName));
    }

    /**
     * Returns the revocations of the filter with this name in this application, for the code that connects and disconnects users.
     *
     * @throws IllegalStateException if no filter of that name is running
     */
    public static Revocations revocations(ServletContext context, String filterName) {
        Running now = context.getAttribute(RUNNING_ATTRIBUTE + filterName) instanceof ResourceServerFilter filter
                ? filter.running
                : null;
        if (now == null) {
            throw new IllegalStateException("no filter named " + filterName + " of this library is running");
        }
        return now.door.guard().revocations();
    }

    /**
     * Starts the filter, with a guard of its own unless it was given one. It can be started again after {@link #destroy}.
     *
     * @throws ServletException if the settings, the declarations or the order of filters are wrong, the given guard is closed, or this
     *     filter already runs with a guard of its own; a guard that was built for this start is then closed
     * @throws IllegalStateException if keys are required at start-up and do not arrive in time
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        Running before = running;
        if (before != null && given == null) {
            throw new ServletException("this filter already runs under the name " + before.door.name()
                    + ": create a filter for each registration");
        }
        String name = config.getFilterName();
        ServletContext context = config.getServletContext();
        List<String> faults = new ArrayList<>();
        if (given != null && given.isClosed()) {
            faults.add("the guard that this filter was given is closed: make a new one");
        }
        faults.addAll(ServletStart.faults(name, context, inFront, given == null));
        Settings settings = settings(config, faults);
        if (settings == null || !faults.isEmpty()) {
            throw new ServletException(String.join("\n", faults));
        }
        RequestGuard guard = given != null
                ? given
                : RequestGuard.builder(settings).name(name).build();
        ServletDoor door = ofFramework != null ? ofFramework : ServletDoor.of(name, guard);
        running = new Running(context, door);
        if (ofFramework == null) {
            auditOrDestroy(door, context);
        }
    }

    private @Nullable Settings settings(FilterConfig config, List<String> faults) {
        if (given != null) {
            return given.settings();
        }
        Map<String, String> values = Settings.ofProcess();
        values.putAll(Settings.ofProperties(config.getServletContext()::getInitParameter));
        for (String name : Collections.list(config.getInitParameterNames())) {
            String value = config.getInitParameter(name);
            if (!value.isBlank()) {
                values.put(name, value);
            }
        }
        try {
            return Settings.from(values);
        } catch (IllegalArgumentException e) {
            faults.add(e.getMessage());
            return null;
        }
    }

    private void auditOrDestroy(ServletDoor door, ServletContext context) throws ServletException {
        try {
            context.setAttribute(RUNNING_ATTRIBUTE + door.name(), this);
            door.audit(context);
        } catch (RuntimeException | Error e) {
            destroy(); // containers do not destroy a filter that did not start
            if (e instanceof IllegalArgumentException) {
                throw new ServletException(e.getMessage(), e);
            }
            throw e;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("this filter protects only HTTP requests");
        }
        door().enter(http, answer, chain);
    }

    private ServletDoor door() throws ServletException {
        Running now = running;
        if (ofFramework != null) {
            return ofFramework;
        }
        if (now == null) {
            throw new ServletException("this filter is not initialised, or was destroyed: it lets no request pass");
        }
        return now.door;
    }

    /** Ends the filter. It closes the guard that it built itself, and lets no request pass until it is initialised again. */
    @Override
    public void destroy() {
        Running ended = running;
        running = null;
        if (ended == null) {
            return;
        }
        if (given == null) {
            ended.door.guard().close();
        }
        // a context may outlive the application's class loader
        ended.context.removeAttribute(ServletDoor.AUDIT_ATTRIBUTE + ended.door.name());
        ended.context.removeAttribute(RUNNING_ATTRIBUTE + ended.door.name());
    }
}
