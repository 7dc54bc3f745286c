package io.busha.resourceserver.servlet;

import io.busha.resourceserver.guard.Authentication;
import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.guard.spi.TokenMdc;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Servlet door. Map it to {@code /*}, for the dispatcher types REQUEST and ASYNC, with {@code async-supported}; endpoints without a
 * rule are then closed. Its init-params are the bare names of {@link Settings}. They take precedence over context-params, these over system
 * properties, and these over the environment. Thread-safe.
 */
public final class ResourceServerFilter implements Filter {

    /** The request attribute that holds the {@link VerifiedToken}. */
    public static final String TOKEN_ATTRIBUTE = "io.busha.resourceserver.token";

    private static final String UNJUDGED_ATTRIBUTE = "io.busha.resourceserver.unjudged";
    private static final String NAME = "busha";
    private static final String AUDIT_ATTRIBUTE = "io.busha.resourceserver.audit.";
    private static final String RUNNING_ATTRIBUTE = "io.busha.resourceserver.running.";

    private final @Nullable RequestGuard given;
    private final @Nullable DispatchedEndpoints dispatched;
    private final @Nullable Set<String> inFront;
    private volatile @Nullable Started started;
    private String name = NAME;
    private ErrorPages errorPages;

    /** The state of the filter between initialisation and destruction. */
    private record Started(ServletContext context, RequestGuard guard, ServletDeclarations declarations) {}

    /** Creates a filter for {@code web.xml}: it builds its guard from the init-params, and closes it when it is destroyed. */
    public ResourceServerFilter() {
        this(null, null, null);
    }

    /** Creates a filter with this guard, which the calling code must close. */
    public ResourceServerFilter(RequestGuard guard) {
        this(guard, null, null);
    }

    /**
     * Creates a filter for a framework whose servlet dispatches requests to endpoints. The calling code must close the guard, and call
     * {@link #audit(ServletContext)}, which the filter does not do itself.
     */
    public static ResourceServerFilter before(DispatchedEndpoints endpoints, RequestGuard guard) {
        return new ResourceServerFilter(guard, endpoints, null);
    }

    private ResourceServerFilter(
            @Nullable RequestGuard guard, @Nullable DispatchedEndpoints endpoints, @Nullable Set<String> inFront) {
        this.given = guard;
        this.dispatched = endpoints;
        this.inFront = inFront;
        this.errorPages = errorPages(NAME);
    }

    /** Returns the verified token of this request; empty if there is none, as on an open endpoint that was called without one. */
    public static Optional<VerifiedToken> token(ServletRequest request) {
        return Optional.ofNullable((VerifiedToken) request.getAttribute(TOKEN_ATTRIBUTE));
    }

    /** Returns whether a route line left this request unprotected when it came in. This library then does not know its caller. */
    public static boolean wasLeftUnprotected(ServletRequest request) {
        return request.getAttribute(UNJUDGED_ATTRIBUTE) != null;
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
        return register(context, new ResourceServerFilter(null, null, Set.copyOf(inFront)), !inFront.isEmpty());
    }

    /**
     * Registers a filter like {@link #register(ServletContext, Set)} with this guard, which the calling code must close.
     *
     * @throws IllegalStateException if there is already a filter with that name
     */
    public static FilterRegistration.Dynamic register(ServletContext context, RequestGuard guard, Set<String> inFront) {
        return register(context, new ResourceServerFilter(guard, null, Set.copyOf(inFront)), !inFront.isEmpty());
    }

    private static FilterRegistration.Dynamic register(
            ServletContext context, ResourceServerFilter filter, boolean isAfter) {
        FilterRegistration.Dynamic registration = context.addFilter(NAME, filter);
        if (registration == null) {
            throw new IllegalStateException("there is a filter named " + NAME + " already: map that one");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), isAfter, "/*");
        ConfirmingFilter.addFor(NAME, context);
        return registration;
    }

    /**
     * Returns the audit of the filter with this name in this application; empty if there is no such filter, or it is not audited or no
     * longer running.
     */
    public static Optional<RouteAudit> audit(ServletContext context, String filterName) {
        return Optional.ofNullable((RouteAudit) context.getAttribute(AUDIT_ATTRIBUTE + filterName));
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
        if (started != null && given == null) {
            throw new ServletException("this filter runs already, as " + name + ": make one for each registration");
        }
        name = config.getFilterName();
        errorPages = errorPages(name);
        ServletContext context = config.getServletContext();
        List<String> faults = new ArrayList<>();
        if (given != null && given.isClosed()) {
            faults.add("the guard that this filter was given is closed: make a new one");
        }
        unlessFaulty(() -> standFirst(context), faults);
        ServletDeclarations declared = unlessFaulty(() -> ServletDeclarations.of(context, dispatched), faults);
        Settings settings =
                given != null ? given.settings() : unlessFaulty(() -> Settings.from(valuesOf(config)), faults);
        if (declared == null || settings == null || !faults.isEmpty()) {
            throw new ServletException(String.join("\n", faults));
        }
        RequestGuard guard = given != null
                ? given
                : RequestGuard.builder(settings).name(name).build();
        started = new Started(context, guard, declared);
        if (dispatched == null) {
            auditOrRefuse(context, declared, guard);
        }
    }

    private void auditOrRefuse(ServletContext context, ServletDeclarations declared, RequestGuard asked)
            throws ServletException {
        boolean isAudited = false;
        try {
            context.setAttribute(RUNNING_ATTRIBUTE + name, this);
            audit(context, declared, asked);
            isAudited = true;
        } catch (IllegalArgumentException e) {
            throw new ServletException(e.getMessage(), e);
        } finally {
            if (!isAudited) {
                destroy(); // containers do not destroy a filter that did not start
            }
        }
    }

    private FrontFilters standFirst(ServletContext context) {
        FrontFilters front = FrontFilters.clear(context, name);
        if (inFront != null) {
            front.allowOnly(inFront);
        } else if (given == null) {
            WebXml.filtersUpTo(name, context).ifPresent(front::allowOnly);
        }
        return front;
    }

    private RouteAudit audit(ServletContext context, ServletDeclarations declared, RequestGuard asked) {
        RouteAudit audit = asked.audit(
                declared.endpoints(FilterReach.of(context, name)),
                declared.warnings(),
                (method, path) -> objection(asked, declared, ExampleRequest.of(context, method, path)));
        context.setAttribute(AUDIT_ATTRIBUTE + name, audit);
        return audit;
    }

    /**
     * Audits the application, and logs what every endpoint requires, including those behind a servlet. For frameworks, once their endpoints
     * are known, whether or not this filter has been initialised by then.
     *
     * @throws IllegalArgumentException if servlets or WebSocket endpoints have contradictory declarations, all of which the message lists,
     *     or as {@link RouteAudit#of}
     * @throws IllegalStateException if this filter builds its guard itself: it then runs the audit when it is initialised
     */
    public RouteAudit audit(ServletContext context) {
        if (given == null) {
            throw new IllegalStateException("a filter that makes its guard itself audits when it is initialised");
        }
        return audit(context, ServletDeclarations.of(context, dispatched), given);
    }

    /** Returns why this filter cannot step aside for such a request; empty if it can. */
    private Optional<String> objection(RequestGuard asked, ServletDeclarations declared, HttpServletRequest example) {
        ServletGuardedRequest guarded = ServletGuardedRequest.of(example, declared);
        boolean isAlone = declared.reachable(guarded)
                .flatMap(reachable -> asked.stepAside(guarded, reachable))
                .isPresent();
        return isAlone
                ? Objects.requireNonNull(dispatched).objectionToLeaving(example)
                : Optional.of("such a request could reach something else too, and is judged for that");
    }

    private static <T> @Nullable T unlessFaulty(Supplier<T> reading, List<String> faults) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            faults.add(e.getMessage());
            return null;
        }
    }

    /** Returns the name under which this filter is registered. */
    String name() {
        return name;
    }

    private static Map<String, String> valuesOf(FilterConfig config) {
        Map<String, String> values = Settings.ofProcess();
        values.putAll(Settings.ofProperties(config.getServletContext()::getInitParameter));
        for (String name : Collections.list(config.getInitParameterNames())) {
            String value = config.getInitParameter(name);
            if (!value.isBlank()) {
                values.put(name, value);
            }
        }
        return values;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("only HTTP can be protected");
        }
        Started ready = started(http);
        if (errorPages.isShown(http)) {
            chain.doFilter(request, response);
            return;
        }
        ServletGuardedRequest guarded = ServletGuardedRequest.of(http, ready.declarations);
        Optional<Reachable> reachable = ready.declarations.reachable(guarded);
        if (reachable.isPresent()) {
            screen(ready, guarded, reachable.get(), answer, chain);
        } else {
            Decision decision = KeptPermit.of(this, guarded).orElseGet(() -> decide(ready, guarded));
            KeptPermit.keep(this, guarded, decision);
            carryOut(decision, ready.guard.settings(), guarded, answer, chain);
        }
    }

    /**
     * Lets a request continue to a servlet that has yet to choose an endpoint, unless no endpoint would admit the caller. {@link #admits}
     * decides at the endpoint.
     */
    private void screen(
            Started ready,
            ServletGuardedRequest guarded,
            Reachable reachable,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        Decision decision = KeptPermit.ofTarget(this, guarded)
                .or(() -> stepAside(ready, guarded, reachable))
                .orElseGet(() -> screen(ready, guarded, reachable));
        KeptPermit.keepScreened(this, guarded, decision);
        boolean leadsNowhere = decision instanceof Decision.Permit permit
                && permit.token().isPresent()
                && ready.guard.isUnmapped(guarded, reachable);
        FilterChain next =
                leadsNowhere ? (request, answer) -> serveUnmapped(guarded.servlet(), request, answer, chain) : chain;
        carryOut(decision, ready.guard.settings(), guarded, response, next);
    }

    /** Returns a permit that leaves the credential unjudged, if a filter behind this one is known to judge it. */
    private Optional<Decision> stepAside(Started ready, ServletGuardedRequest guarded, Reachable reachable) {
        return ready.guard
                .stepAside(guarded, reachable)
                .filter(permit -> KeptPermit.isUnjudged(this, guarded) && isLeftToAnother(guarded))
                .map(permit -> permit);
    }

    private boolean isLeftToAnother(ServletGuardedRequest guarded) {
        return Objects.requireNonNull(dispatched)
                .objectionToLeaving(guarded.request())
                .isEmpty();
    }

    private static Decision screen(Started ready, ServletGuardedRequest guarded, Reachable reachable) {
        Authentication shown = authenticate(ready.guard, guarded);
        return shown instanceof Caller caller
                ? ready.guard.screen(caller, guarded, reachable)
                : (Decision.Denial) shown;
    }

    private static Authentication authenticate(RequestGuard guard, ServletGuardedRequest guarded) {
        return guard.authenticate(guarded);
    }

    private void serveUnmapped(String servlet, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse answer = (HttpServletResponse) response;
        if (!Objects.requireNonNull(dispatched).serveUnmapped(servlet, (HttpServletRequest) request, answer, chain)) {
            answer.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Lets a request continue that is still the one that this filter let in; decides again if a filter in between has changed it. */
    void confirm(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Started ready = started();
        ServletGuardedRequest guarded = ServletGuardedRequest.of((HttpServletRequest) request, ready.declarations);
        if (KeptPermit.given(this, guarded).isPresent()) {
            chain.doFilter(request, response);
        } else {
            Decision decision = decide(ready, guarded);
            KeptPermit.keep(this, guarded, decision);
            carryOut(decision, ready.guard.settings(), guarded, (HttpServletResponse) response, chain);
        }
    }

    private void carryOut(
            Decision decision,
            Settings settings,
            ServletGuardedRequest guarded,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (decision instanceof Decision.Permit permit) {
            TokenMdc mdc = TokenMdc.open(settings, permit);
            try {
                errorPages.enter(chain, admitted(guarded.request(), permit), response);
            } finally {
                mdc.close();
            }
        } else {
            if (dispatched != null && isDispatching(guarded)) {
                dispatched.shareRefusal(guarded.servlet(), guarded.request(), response);
            }
            deny((Decision.Denial) decision, guarded.request(), response);
        }
    }

    private static Decision decide(Started ready, ServletGuardedRequest guarded) {
        Decision decision = ready.guard.decide(guarded);
        boolean isOfAnotherOrigin = decision instanceof Decision.Permit
                && !ready.declarations.takeOrigin(guarded.request(), guarded.path());
        return isOfAnotherOrigin ? ready.guard.closed() : decision;
    }

    /**
     * Decides whether a request that has arrived at an endpoint behind a servlet may continue, by the rule of that endpoint. For
     * frameworks, right before the endpoint is called. If this filter has not run before, it judges the credential here.
     *
     * @param arrived that endpoint
     * @return false if the request may not continue; the answer has then been written
     */
    public boolean admits(HttpServletRequest request, HttpServletResponse response, Endpoint arrived)
            throws IOException, ServletException {
        return admits(request, response, arrived, null);
    }

    /**
     * Decides like {@link #admits} at an endpoint that takes every request that no other endpoint takes. Unless the endpoint declares a
     * rule or a route line is for the request, a caller with a token gets the answer that there is no endpoint.
     *
     * @param none writes the answer that there is no endpoint
     * @return false if the request may not continue; the answer has then been written
     */
    public boolean admitsToFallback(
            HttpServletRequest request, HttpServletResponse response, Endpoint arrived, FilterChain none)
            throws IOException, ServletException {
        return admits(request, response, arrived, arrived.declaredRule().isEmpty() ? none : null);
    }

    private boolean admits(
            HttpServletRequest request, HttpServletResponse response, Endpoint arrived, @Nullable FilterChain none)
            throws IOException, ServletException {
        Started ready = started(request);
        ServletGuardedRequest guarded = ServletGuardedRequest.of(request, ready.declarations, arrived);
        if (errorPages.isShown(request) || KeptPermit.given(this, guarded).isPresent()) {
            return true;
        }
        Decision decision = stepAside(ready, guarded).orElseGet(() -> authorize(ready.guard, guarded));
        KeptPermit.keep(this, guarded, decision);
        if (decision instanceof Decision.Denial denial) {
            if (none != null && token(request).isPresent() && !ready.guard.hasRouteLine(guarded)) {
                none.doFilter(request, response);
            } else {
                deny(denial, request, response);
                finish(request, response);
            }
        }
        return decision instanceof Decision.Permit;
    }

    /** Sends the denial at once, because a servlet could still add headers to it. */
    private static void finish(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.INCLUDE) {
            response.flushBuffer();
        }
    }

    /** Returns an unjudged permit if this filter has stepped aside for this request, and another filter is still known to judge it. */
    private Optional<Decision> stepAside(Started ready, ServletGuardedRequest guarded) {
        return KeptPermit.unjudged(this, guarded)
                .flatMap(kept -> ready.guard.stepAside(guarded))
                .filter(permit -> isLeftToAnother(guarded))
                .map(permit -> permit);
    }

    /** Decides for the caller that this filter has let in with a token; otherwise, for the caller of the credential in the request. */
    private Decision authorize(RequestGuard guard, ServletGuardedRequest guarded) {
        Optional<Caller> known = KeptPermit.token(this, guarded).flatMap(guard::admitted);
        Authentication shown = known.isPresent() ? known.get() : authenticate(guard, guarded);
        if (shown instanceof Decision.Denial denial) {
            return denial;
        }
        Caller caller = (Caller) shown;
        keepToken(guarded.request(), caller.token());
        return guard.authorize(caller, guarded);
    }

    /**
     * Returns whether this door has judged a request, as it is now, and let it in. For filters of frameworks behind this one. For a request
     * to a servlet that dispatches to endpoints, true means only that {@link #admits} will decide. Also true for an error page, and false
     * while this filter is not initialised.
     */
    public boolean hasAdmitted(HttpServletRequest request) {
        Started ready = started;
        if (ready == null) {
            return false;
        }
        ServletGuardedRequest now = ServletGuardedRequest.of(request, ready.declarations, Endpoint.unknown());
        return errorPages.isShown(request)
                || (isDispatching(now) ? KeptPermit.isThere(this, now) : KeptPermit.wasGiven(this, now));
    }

    private boolean isDispatching(ServletGuardedRequest request) {
        return dispatched != null && dispatched.areBehind(request.servlet());
    }

    /**
     * Writes this door's denial for a caller that does not satisfy a rule that a framework applies behind the door.
     *
     * @param unmet the rule; the denial lists its scopes, if it has any
     */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Rule unmet)
            throws IOException, ServletException {
        answer(asked().refuse(unmet), request, response);
    }

    /** Writes this door's denial for a request without a token, if a framework requires one behind the door. */
    public void challenge(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        answer(asked().challenge(), request, response);
    }

    private ErrorPages errorPages(String door) {
        return new ErrorPages(door, path -> dispatched != null && dispatched.isErrorPage(path));
    }

    private RequestGuard asked() throws ServletException {
        return given != null ? given : started().guard;
    }

    /** Returns the state, after initialising a framework's filter on its first request if no container did, as under MockMvc. */
    private Started started(HttpServletRequest request) throws ServletException {
        RequestGuard guard = given;
        if (started == null && guard != null && dispatched != null) {
            ServletContext context = request.getServletContext();
            started = new Started(context, guard, ServletDeclarations.of(context, dispatched));
        }
        return started();
    }

    private Started started() throws ServletException {
        Started ready = started;
        if (ready == null) {
            throw new ServletException("the filter was not initialised");
        }
        return ready;
    }

    /** Writes the denial in place of what an endpoint began to write. */
    private static void answer(Decision.Denial denial, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.resetBuffer();
        deny(denial, request, response);
    }

    private static HttpServletRequest admitted(HttpServletRequest request, Decision.Permit permit) {
        keepToken(request, permit.token());
        if (permit.isUnjudged()) {
            request.setAttribute(UNJUDGED_ATTRIBUTE, true);
        }
        return permit.token()
                .<HttpServletRequest>map(token -> new AuthenticatedRequest(request, token))
                .orElse(request);
    }

    private static void keepToken(HttpServletRequest request, Optional<VerifiedToken> token) {
        token.ifPresentOrElse(
                known -> request.setAttribute(TOKEN_ATTRIBUTE, known), () -> request.removeAttribute(TOKEN_ATTRIBUTE));
    }

    private static void deny(Decision.Denial denial, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getDispatcherType() == DispatcherType.INCLUDE) {
            return; // the including endpoint writes the answer
        }
        byte[] body = denial.body().getBytes(StandardCharsets.US_ASCII);
        response.setStatus(denial.status());
        denial.headers().forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Destroys the filters of an application that its container did not destroy. */
    static void destroyAll(ServletContext context) {
        Collections.list(context.getAttributeNames()).stream()
                .map(context::getAttribute)
                .filter(ResourceServerFilter.class::isInstance)
                .forEach(filter -> ((ResourceServerFilter) filter).destroy());
    }

    /** Ends the filter. It closes the guard that it built itself, and lets no request pass until it is initialised again. */
    @Override
    public void destroy() {
        Started ended = started;
        started = null;
        if (ended == null) {
            return;
        }
        if (given == null) {
            ended.guard.close();
        }
        ended.context.removeAttribute(AUDIT_ATTRIBUTE + name); // a context may outlive the application's class loader
        ended.context.removeAttribute(RUNNING_ATTRIBUTE + name);
    }
}
