package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.guard.AuthenticationResult;
import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.spi.TokenMdc;
import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.Reachable;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of a request through the Servlet door. A filter calls {@link #enter} before anything else runs. A framework whose servlet
 * dispatches requests to endpoints also calls {@link #admits} right before it calls an endpoint, and {@link #audit} once its endpoints are
 * known. Ready for requests as soon as it is created. Does not close its guard. Thread-safe.
 */
public final class ServletDoor {

    /** The request attribute that holds the {@link VerifiedToken}. */
    public static final String TOKEN_ATTRIBUTE = "io.busha.resourceserver.token";

    /** The attribute of an application that holds the audit of a door, without the name of the door, which follows. */
    public static final String AUDIT_ATTRIBUTE = "io.busha.resourceserver.audit.";

    private static final String UNJUDGED_ATTRIBUTE = "io.busha.resourceserver.unjudged";
    private static final String INSIDE_ATTRIBUTE = "io.busha.resourceserver.inside.";

    private final String name;
    private final RequestGuard guard;
    private final @Nullable DispatchedEndpoints endpoints;
    private final ErrorPages errorPages;
    private final String permitAttribute;
    private volatile @Nullable ServletDeclarations declarations;

    private ServletDoor(String name, RequestGuard guard, @Nullable DispatchedEndpoints endpoints) {
        this.name = name;
        this.guard = guard;
        this.endpoints = endpoints;
        this.errorPages = new ErrorPages(INSIDE_ATTRIBUTE + name, endpoints);
        this.permitAttribute = KeptPermit.attributeOf(name);
    }

    /**
     * Creates a door for an application in which every servlet is an endpoint.
     *
     * @param name the name of the door's filter
     */
    public static ServletDoor of(String name, RequestGuard guard) {
        return new ServletDoor(name, guard, null);
    }

    /**
     * Creates a door for a framework whose servlet dispatches requests to these endpoints.
     *
     * @param name the name of the door's filter
     */
    public static ServletDoor of(String name, RequestGuard guard, DispatchedEndpoints endpoints) {
        return new ServletDoor(name, guard, endpoints);
    }

    /** Returns the name of the door's filter. */
    public String name() {
        return name;
    }

    /** Returns the guard that decides. */
    public RequestGuard guard() {
        return guard;
    }

    /** Returns whether a route line left this request unprotected when it came in. This library then does not know its caller. */
    public static boolean wasLeftUnprotected(ServletRequest request) {
        return request.getAttribute(UNJUDGED_ATTRIBUTE) != null;
    }

    /**
     * Decides on a request and answers it if it may not continue. If its servlet has yet to choose an endpoint, it may continue unless no
     * endpoint would admit the caller; {@link #admits} decides at the endpoint.
     *
     * @param chain what follows; it receives the request with its caller
     */
    public void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (errorPages.isShown(request)) {
            chain.doFilter(request, response);
            return;
        }
        ServletGuardedRequest guarded = ServletGuardedRequest.of(request, declarations(request));
        Optional<Reachable> reachable = guarded.declarations().reachable(guarded);
        if (reachable.isEmpty()) {
            KeptPermit kept = guarded.isFromOutside() ? null : kept(request);
            Decision decision = kept != null && kept.isFor(guarded) ? kept.permit() : decide(guarded);
            keep(decision, guarded, guarded.endpoint());
            carryOut(decision, guarded, response, chain);
        } else {
            Decision decision = screen(guarded, reachable.get());
            boolean leadsNowhere = decision instanceof Decision.Permit permit
                    && permit.token().isPresent()
                    && guard.isUnmapped(guarded, reachable.get());
            carryOut(decision, guarded, response, leadsNowhere ? serveUnmapped(guarded.servlet(), chain) : chain);
        }
    }

    /** Lets a request continue that is still the one that was permitted; decides again if a filter in between has changed it. */
    void confirm(KeptPermit kept, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletGuardedRequest guarded = ServletGuardedRequest.of(request, declarations(request));
        if (kept.isFor(guarded)) {
            chain.doFilter(request, response);
            return;
        }
        Decision decision = decide(guarded);
        keep(decision, guarded, guarded.endpoint());
        carryOut(decision, guarded, response, chain);
    }

    private Decision decide(ServletGuardedRequest guarded) {
        Decision decision = guard.decide(guarded);
        boolean isOfAnotherOrigin = decision instanceof Decision.Permit
                && !guarded.declarations().takeOrigin(guarded.request(), guarded.path());
        return isOfAnotherOrigin ? guard.closed() : decision;
    }

    /** Decides whether any endpoint would admit the caller, unless an earlier dispatch to this target was permitted. */
    private Decision screen(ServletGuardedRequest guarded, Reachable reachable) {
        KeptPermit kept = kept(guarded.request());
        boolean isFromOutside = guarded.isFromOutside();
        if (kept != null && !isFromOutside && kept.isForTarget(guarded)) {
            return kept.permit();
        }
        boolean isUnjudged = kept == null ? isFromOutside : kept.permit().isUnjudged();
        Decision decision = stepAside(isUnjudged ? guard.stepAside(guarded, reachable) : Optional.empty(), guarded);
        if (decision == null) {
            AuthenticationResult shown = guard.authenticate(guarded);
            decision =
                    shown instanceof Caller caller ? guard.screen(caller, guarded, reachable) : (Decision.Denial) shown;
        }
        keep(decision, guarded, null);
        return decision;
    }

    /** Returns a permit that leaves the credential unjudged if a filter behind this door is known to judge it, and null otherwise. */
    private @Nullable Decision stepAside(Optional<Decision.Permit> unjudged, ServletGuardedRequest guarded) {
        return unjudged.filter(permit ->
                        endpoints().objectionToLeaving(guarded.request()).isEmpty())
                .orElse(null);
    }

    private FilterChain serveUnmapped(String servlet, FilterChain chain) {
        return (request, response) -> {
            HttpServletResponse answer = (HttpServletResponse) response;
            if (!endpoints().serveUnmapped(servlet, (HttpServletRequest) request, answer, chain)) {
                answer.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        };
    }

    private void carryOut(
            Decision decision, ServletGuardedRequest guarded, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = guarded.request();
        if (decision instanceof Decision.Denial denial) {
            if (isDispatching(guarded)) {
                endpoints().shareDenial(guarded.servlet(), request, response);
            }
            write(denial, request, response);
            return;
        }
        Decision.Permit permit = (Decision.Permit) decision;
        VerifiedToken token = permit.token().orElse(null);
        request.setAttribute(TOKEN_ATTRIBUTE, token); // null removes it
        if (permit.isUnjudged()) {
            request.setAttribute(UNJUDGED_ATTRIBUTE, true);
        }
        TokenMdc mdc = TokenMdc.open(guard.settings(), permit);
        try {
            errorPages.enter(chain, token == null ? request : new AuthenticatedRequest(request, token), response);
        } finally {
            mdc.close();
        }
    }

    /**
     * Decides whether a request that has arrived at an endpoint behind a servlet may continue, by the rule of that endpoint. For
     * frameworks, right before the endpoint is called. If the request has not entered by this door, this judges its credential.
     *
     * @param arrived that endpoint
     * @return false if the request may not continue; the answer has then been written
     */
    public boolean admits(HttpServletRequest request, HttpServletResponse response, Endpoint arrived)
            throws IOException, ServletException {
        return admits(request, response, arrived, null);
    }

    /**
     * Decides like {@link #admits(HttpServletRequest, HttpServletResponse, Endpoint)} at an endpoint that may take every request that no
     * other endpoint takes. Unless such an endpoint declares a rule or a route line is for the request, a caller with a token gets the
     * answer that there is no endpoint.
     *
     * @param none writes the answer that there is no endpoint; null if the endpoint is not one of those
     * @return false if the request may not continue; the answer has then been written
     */
    public boolean admits(
            HttpServletRequest request, HttpServletResponse response, Endpoint arrived, @Nullable FilterChain none)
            throws IOException, ServletException {
        ServletGuardedRequest guarded = ServletGuardedRequest.of(request, declarations(request), arrived);
        KeptPermit kept = kept(request);
        if (errorPages.isShown(request) || (kept != null && kept.isFor(guarded))) {
            return true;
        }
        Decision decision = authorize(guarded, kept);
        keep(decision, guarded, guarded.endpoint());
        if (decision instanceof Decision.Permit) {
            return true;
        }
        if (none != null
                && arrived.declaredRule().isEmpty()
                && request.getAttribute(TOKEN_ATTRIBUTE) != null
                && !guard.hasRouteLine(guarded)) {
            none.doFilter(request, response);
        } else {
            write((Decision.Denial) decision, request, response);
            if (request.getDispatcherType() != DispatcherType.INCLUDE) {
                response.flushBuffer(); // a servlet could still add headers to it
            }
        }
        return false;
    }

    /**
     * Decides for the caller that this door has let in with a token; otherwise, for the caller of the credential in the request. A request
     * that was left unjudged stays so if another filter is still known to judge it.
     */
    private Decision authorize(ServletGuardedRequest guarded, @Nullable KeptPermit kept) {
        boolean isUnjudged = kept != null && kept.permit().isUnjudged() && kept.isForTarget(guarded);
        Decision aside = stepAside(isUnjudged ? guard.stepAside(guarded) : Optional.empty(), guarded);
        if (aside != null) {
            return aside;
        }
        Optional<VerifiedToken> known =
                kept == null ? Optional.empty() : kept.permit().token();
        AuthenticationResult shown =
                known.<AuthenticationResult>flatMap(guard::admitted).orElseGet(() -> guard.authenticate(guarded));
        if (shown instanceof Decision.Denial denial) {
            return denial;
        }
        Caller caller = (Caller) shown;
        guarded.request().setAttribute(TOKEN_ATTRIBUTE, caller.token().orElse(null)); // null removes it
        return guard.authorize(caller, guarded).toCompletableFuture().join();
    }

    /**
     * Returns whether this door has judged a request, as it is now, and let it in. For filters of frameworks behind the door. For a request
     * to a servlet that dispatches to endpoints, true means only that {@link #admits} will decide. Also true for an error page.
     */
    public boolean hasAdmitted(HttpServletRequest request) {
        if (errorPages.isShown(request)) {
            return true;
        }
        KeptPermit kept = kept(request);
        ServletGuardedRequest now = ServletGuardedRequest.of(request, declarations(request), Endpoint.unknown());
        return kept != null && (isDispatching(now) ? !kept.permit().isUnjudged() : kept.isForTarget(now));
    }

    /**
     * Writes this door's denial for a caller that does not satisfy a rule that a framework applies behind the door.
     *
     * @param unmet the rule; the denial lists its scopes, if it has any
     */
    public void deny(HttpServletRequest request, HttpServletResponse response, Rule unmet) throws IOException {
        response.resetBuffer();
        write(guard.deny(unmet), request, response);
    }

    /** Writes this door's denial for a request without a token, if a framework requires one behind the door. */
    public void challenge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        write(guard.challenge(), request, response);
    }

    private static void write(Decision.Denial denial, HttpServletRequest request, HttpServletResponse response)
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

    /**
     * Audits the application, and logs what every endpoint requires, including those behind a servlet.
     *
     * @throws IllegalArgumentException if servlets or WebSocket endpoints have contradictory declarations, all of which the message lists,
     *     or as {@link RouteAudit#of}
     */
    public RouteAudit audit(ServletContext context) {
        ServletDeclarations declared = ServletDeclarations.of(context, endpoints);
        declarations = declared;
        RouteAudit audit = guard.audit(
                declared.endpoints(FilterReach.of(context, name)),
                endpoints == null ? List.of() : endpoints.warnings(),
                (method, path) ->
                        objection(ServletGuardedRequest.of(ExampleRequest.of(context, method, path), declared)));
        context.setAttribute(AUDIT_ATTRIBUTE + name, audit);
        return audit;
    }

    /** Returns why this door cannot step aside for such a request; empty if it can. */
    private Optional<String> objection(ServletGuardedRequest example) {
        boolean isAlone = example.declarations()
                .reachable(example)
                .flatMap(reachable -> guard.stepAside(example, reachable))
                .isPresent();
        return isAlone
                ? endpoints().objectionToLeaving(example.request())
                : Optional.of("such a request could also reach another endpoint, whose rule is checked");
    }

    private boolean isDispatching(ServletGuardedRequest request) {
        return endpoints != null && endpoints.areBehind(request.servlet());
    }

    /** Returns the endpoints, for requests that could reach one of them. */
    private DispatchedEndpoints endpoints() {
        return Objects.requireNonNull(endpoints);
    }

    /** Returns the declarations of the application, which are read with its first request if there was no audit before. */
    private ServletDeclarations declarations(HttpServletRequest request) {
        ServletDeclarations known = declarations;
        if (known == null) {
            known = ServletDeclarations.of(request.getServletContext(), endpoints);
            declarations = known;
        }
        return known;
    }

    /** Returns the permit that this door stored last in this request; null if there is none. */
    private @Nullable KeptPermit kept(HttpServletRequest request) {
        KeptPermit kept = KeptPermit.in(request, permitAttribute);
        return kept != null && kept.door() == this ? kept : null;
    }

    /** Stores a decision in the request if it is a permit: for later dispatches, and for those who ask behind the door. */
    private void keep(Decision decision, ServletGuardedRequest guarded, @Nullable Endpoint endpoint) {
        if (decision instanceof Decision.Permit permit) {
            guarded.request().setAttribute(permitAttribute, KeptPermit.of(this, guarded, endpoint, permit));
        }
    }
}
