package io.busha.resourceserver.servlet;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A permit that a request carries along, good for the door and the endpoint that it was given for, and no other.
 *
 * @param endpoint null while none is chosen
 */
record KeptPermit(
        ResourceServerFilter door,
        DispatcherType dispatch,
        String servlet,
        String path,
        String method,
        @Nullable Endpoint endpoint,
        Decision.Permit permit) {

    private static final String ATTRIBUTE = KeptPermit.class.getName() + ".";

    /** Keeps a decision, if it is a permit. */
    static void keep(ResourceServerFilter door, ServletGuardedRequest request, Decision decision) {
        keep(door, request, request.endpoint(), decision);
    }

    /** Keeps one that is for no endpoint yet, unless a permit for this target is there already. */
    static void keepScreened(ResourceServerFilter door, ServletGuardedRequest request, Decision decision) {
        if (kept(door, request).filter(kept -> kept.permit == decision).isEmpty()) {
            keep(door, request, null, decision);
        }
    }

    private static void keep(
            ResourceServerFilter door, ServletGuardedRequest request, @Nullable Endpoint endpoint, Decision decision) {
        if (decision instanceof Decision.Permit permit) {
            HttpServletRequest http = request.request();
            KeptPermit kept = new KeptPermit(
                    door,
                    http.getDispatcherType(),
                    request.servlet(),
                    request.path(),
                    request.method(),
                    endpoint,
                    permit);
            http.setAttribute(ATTRIBUTE + door.name(), kept);
        }
    }

    /** The permit for this very target; a request from outside never has one. */
    static Optional<Decision> of(ResourceServerFilter door, ServletGuardedRequest request) {
        return isFromOutside(request) ? Optional.empty() : given(door, request);
    }

    /** The same, whatever the endpoint that the request arrived at before. */
    static Optional<Decision> ofTarget(ResourceServerFilter door, ServletGuardedRequest request) {
        return isFromOutside(request)
                ? Optional.empty()
                : kept(door, request).filter(kept -> kept.isForTarget(request)).map(kept -> kept.permit);
    }

    private static boolean isFromOutside(ServletGuardedRequest request) {
        return request.request().getDispatcherType() == DispatcherType.REQUEST;
    }

    /** The permit that this door gave for this very target, in this dispatch or one before it. */
    static Optional<Decision> given(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).filter(kept -> kept.isFor(request)).map(kept -> kept.permit);
    }

    /** The token of whom this door let in with this request, whatever it was on its way to. */
    static Optional<VerifiedToken> token(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).flatMap(kept -> kept.permit.token());
    }

    /** The permit of a request whose credential nobody has judged, for this very target. */
    static Optional<Decision.Permit> unjudged(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request)
                .filter(kept -> kept.isForTarget(request) && kept.permit.isUnjudged())
                .map(kept -> kept.permit);
    }

    /** Whether nobody has judged what the request presents: what this door has judged stays judged. */
    static boolean isUnjudged(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).map(kept -> kept.permit.isUnjudged()).orElseGet(() -> isFromOutside(request));
    }

    /** Whether this door gave a permit for this servlet, path and method, whatever the endpoint behind declares. */
    static boolean wasGiven(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).filter(kept -> kept.isForTarget(request)).isPresent();
    }

    /** Whether this door has judged the request and let it in, to whatever target. */
    static boolean isThere(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).filter(kept -> !kept.permit.isUnjudged()).isPresent();
    }

    /** The permit that the door of this name kept last, where that was in the dispatch that runs now. */
    static Optional<KeptPermit> ofThisDispatch(String door, ServletRequest request) {
        return kept(door, request).filter(kept -> kept.dispatch == request.getDispatcherType());
    }

    private static Optional<KeptPermit> kept(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door.name(), request.request()).filter(kept -> kept.door == door);
    }

    private static Optional<KeptPermit> kept(String door, ServletRequest request) {
        return request.getAttribute(ATTRIBUTE + door) instanceof KeptPermit kept ? Optional.of(kept) : Optional.empty();
    }

    private boolean isFor(ServletGuardedRequest request) {
        return isForTarget(request) && request.endpoint().equals(endpoint);
    }

    private boolean isForTarget(ServletGuardedRequest request) {
        return servlet.equals(request.servlet()) && path.equals(request.path()) && method.equals(request.method());
    }
}
