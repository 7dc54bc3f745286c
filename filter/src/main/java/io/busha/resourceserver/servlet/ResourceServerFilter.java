package io.busha.resourceserver.servlet;

import io.busha.resourceserver.guard.Authentication;
import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.guard.TokenMdc;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.Reachable;
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
 * The Servlet door. Map it on {@code /*}, for the dispatcher types REQUEST and ASYNC, with {@code async-supported}; an
 * endpoint that declares nothing is then closed. Its init-params are the bare names of {@link Settings}; below them it takes
 * context-params, system properties and the environment. Thread-safe.
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

    /** What the filter has once it was initialised. */
    private record Started(ServletContext context, RequestGuard guard, ServletDeclarations declarations) {}

    /** For {@code web.xml}: the guard is made from the init-params, and closed with the filter. */
    public ResourceServerFilter() {
        this(null, null, null);
    }

    /** For code: the guard stays the caller's to close. */
    public ResourceServerFilter(RequestGuard guard) {
        this(guard, null, null);
    }

    /** For frameworks: the same, where a servlet hands requests on to endpoints. Their {@link #audit} is the framework's to ask for. */
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

    /** The verified token of this request; empty on an open endpoint that was called without one. */
    public static Optional<VerifiedToken> token(ServletRequest request) {
        return Optional.ofNullable((VerifiedToken) request.getAttribute(TOKEN_ATTRIBUTE));
    }

    /** Whether a route line left this request unprotected when it came in. Its caller is then nobody to this library. */
    public static boolean wasLeftUnprotected(ServletRequest request) {
        return request.getAttribute(UNJUDGED_ATTRIBUTE) != null;
    }

    /**
     * Registers a filter named {@code busha} from code: on every path, for REQUEST and ASYNC, before every other filter. What
     * those make of a request is decided on again, right before the servlet. Its settings are context-params, system properties and
     * the environment. To be called while the application starts, by a {@code ServletContextListener} or a
     * {@code ServletContainerInitializer}.
     *
     * @throws IllegalStateException where a filter of that name is there already
     */
    public static FilterRegistration.Dynamic register(ServletContext context) {
        return register(context, Set.of());
    }

    /** The same with a guard, which stays the caller's to close. */
    public static FilterRegistration.Dynamic register(ServletContext context, RequestGuard guard) {
        return register(context, guard, Set.of());
    }

    /**
     * The same after the filters that are mapped so far, for a CORS filter that answers preflights. The application does not
     * start if a filter stands before it that is not named here, where the container shows the order of filters: Tomcat, Jetty
     * and Undertow do.
     *
     * @param inFront the names of those that may stand before it; if there are none, it is mapped before every other filter
     */
    public static FilterRegistration.Dynamic register(ServletContext context, Set<String> inFront) {
        return register(context, new ResourceServerFilter(null, null, Set.copyOf(inFront)), !inFront.isEmpty());
    }

    /** The same with a guard, which stays the caller's to close. */
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

    /** What a filter of this application found when it started; empty where none of that name did. */
    public static Optional<RouteAudit> audit(ServletContext context, String filterName) {
        return Optional.ofNullable((RouteAudit) context.getAttribute(AUDIT_ATTRIBUTE + filterName));
    }

    /**
     * Starts the filter, with a guard of its own unless it was given one. After {@link #destroy} it can be started again.
     *
     * @throws ServletException if the settings, the declarations or the order of filters are wrong: nothing is left of the guard then
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
                destroy(); // containers do not end a filter that did not start
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
     * Says in the log what every endpoint requires, those behind a servlet too. For frameworks, once their endpoints are known,
     * whether or not this filter was initialised by then.
     *
     * @throws IllegalArgumentException naming every servlet whose declarations contradict themselves
     */
    public RouteAudit audit(ServletContext context) {
        if (given == null) {
            throw new IllegalStateException("a filter that makes its guard itself audits when it is initialised");
        }
        return audit(context, ServletDeclarations.of(context, dispatched), given);
    }

    /** What keeps this filter from stepping aside for such a request. */
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

    /** The name that this filter is registered under. */
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

    /** Lets a request go on to a servlet that has yet to choose an endpoint, where {@link #admits} is asked. */
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

    /** Lets a request go on unjudged, where a filter behind this one is known to judge it. */
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

    /** Lets a request go on that is still the one that this filter let in; decides on what a filter behind it has made of it. */
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
     * Whether a request that arrived at an endpoint behind a servlet may go on, by the rule of that endpoint. For frameworks, right
     * before the endpoint is called. Where this filter did not run before, the credential is judged here.
     *
     * @param arrived that endpoint
     * @return false where it may not: the answer was written
     */
    public boolean admits(HttpServletRequest request, HttpServletResponse response, Endpoint arrived)
            throws IOException, ServletException {
        return admits(request, response, arrived, null);
    }

    /**
     * The same at an endpoint that takes whatever no other takes. Unless it declares something or a route line speaks of it, it is none
     * to a caller with a token.
     *
     * @param none answers that nothing is there
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

    /** A servlet may add headers to an answer that is not sent yet. */
    private static void finish(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.INCLUDE) {
            response.flushBuffer();
        }
    }

    /** Where this filter has stepped aside for this very request, and another one is still known to judge it. */
    private Optional<Decision> stepAside(Started ready, ServletGuardedRequest guarded) {
        return KeptPermit.unjudged(this, guarded)
                .flatMap(kept -> ready.guard.stepAside(guarded))
                .filter(permit -> isLeftToAnother(guarded))
                .map(permit -> permit);
    }

    /** As the caller whom this filter has let in with a token, or as the one whom the request shows. */
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
     * Whether this door has judged a request and let it in, as it stands now. For filters of frameworks behind this one: of a request to
     * an endpoint behind a servlet it says no more than that {@link #admits} will decide.
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
     * Answers as this door does to a caller who may not do what a framework was asked for behind it.
     *
     * @param unmet what is required; the answer names its scopes, if it has some
     */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Rule unmet)
            throws IOException, ServletException {
        answer(asked().refuse(unmet), request, response);
    }

    /** Answers as this door does where nobody came, and a framework requires somebody behind it. */
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

    /** A framework's filter that no container has initialised, as under MockMvc, is so by its first request. */
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

    /** Instead of what an endpoint began to say. */
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
            return; // the answer is the including endpoint's
        }
        byte[] body = denial.body().getBytes(StandardCharsets.US_ASCII);
        response.setStatus(denial.status());
        denial.headers().forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Destroys those filters of an application that its container did not. */
    static void destroyAll(ServletContext context) {
        Collections.list(context.getAttributeNames()).stream()
                .map(context::getAttribute)
                .filter(ResourceServerFilter.class::isInstance)
                .forEach(filter -> ((ResourceServerFilter) filter).destroy());
    }

    /** Ends the filter: it closes the guard that it made itself, and lets no request pass until it is initialised again. */
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
