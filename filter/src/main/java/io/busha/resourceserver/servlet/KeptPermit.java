package io.busha.resourceserver.servlet;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A permit stored in a request. It is valid only for the door and the endpoint that it was given for.
 *
 * @param endpoint null until one is chosen
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

    /** Stores a decision if it is a permit. */
    static void keep(ResourceServerFilter door, ServletGuardedRequest request, Decision decision) {
        keep(door, request, request.endpoint(), decision);
    }

    /** Stores a permit without an endpoint, unless the same permit is already stored. */
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

    /** Returns the permit for this exact target. A request from outside never has one. */
    static Optional<Decision> of(ResourceServerFilter door, ServletGuardedRequest request) {
        return isFromOutside(request) ? Optional.empty() : given(door, request);
    }

    /**
     * Returns the permit for this servlet, path and method, whatever endpoint the request arrived at before. A request from outside never
     * has one.
     */
    static Optional<Decision> ofTarget(ResourceServerFilter door, ServletGuardedRequest request) {
        return isFromOutside(request)
                ? Optional.empty()
                : kept(door, request).filter(kept -> kept.isForTarget(request)).map(kept -> kept.permit);
    }

    private static boolean isFromOutside(ServletGuardedRequest request) {
        return request.request().getDispatcherType() == DispatcherType.REQUEST;
    }

    /** Returns the permit that this door gave for this exact target, in this dispatch or an earlier one. */
    static Optional<Decision> given(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).filter(kept -> kept.isFor(request)).map(kept -> kept.permit);
    }

    /** Returns the token with which this door let this request in, whatever the target was. */
    static Optional<VerifiedToken> token(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).flatMap(kept -> kept.permit.token());
    }

    /** Returns the permit for this servlet, path and method if this door has not judged the request's credential. */
    static Optional<Decision.Permit> unjudged(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request)
                .filter(kept -> kept.isForTarget(request) && kept.permit.isUnjudged())
                .map(kept -> kept.permit);
    }

    /**
     * Returns whether the request's credential is still unjudged: this door stepped aside for it, or it comes from outside and has no
     * permit yet. A credential that this door has judged stays judged.
     */
    static boolean isUnjudged(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).map(kept -> kept.permit.isUnjudged()).orElseGet(() -> isFromOutside(request));
    }

    /** Returns whether this door gave a permit for this servlet, path and method, whatever the endpoint behind the servlet declares. */
    static boolean wasGiven(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).filter(kept -> kept.isForTarget(request)).isPresent();
    }

    /** Returns whether this door has judged the request and let it in, whatever the target was. */
    static boolean isThere(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).filter(kept -> !kept.permit.isUnjudged()).isPresent();
    }

    /** Returns the permit that the door with this name stored last, if that was in the current dispatch. */
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
