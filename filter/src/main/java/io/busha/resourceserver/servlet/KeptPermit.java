package io.busha.resourceserver.servlet;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.route.Endpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** A permit that a request carries along, good for the door and the endpoint that it was given for, and no other. */
record KeptPermit(
        ResourceServerFilter door,
        DispatcherType dispatch,
        String servlet,
        String path,
        String method,
        Endpoint endpoint,
        Decision.Permit permit) {

    private static final String ATTRIBUTE = KeptPermit.class.getName() + ".";

    static void keep(ResourceServerFilter door, ServletGuardedRequest request, Decision.Permit permit) {
        request.request()
                .setAttribute(
                        ATTRIBUTE + door.name(),
                        new KeptPermit(
                                door,
                                request.request().getDispatcherType(),
                                request.servlet(),
                                request.path(),
                                request.method(),
                                request.endpoint(),
                                permit));
    }

    /** The permit for this very target; a request from outside never has one. */
    static Optional<Decision> of(ResourceServerFilter door, ServletGuardedRequest request) {
        boolean fromOutside = request.request().getDispatcherType() == DispatcherType.REQUEST;
        return fromOutside ? Optional.empty() : given(door, request);
    }

    /** The permit that this door gave for this very target, in this dispatch or one before it. */
    static Optional<Decision> given(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).filter(kept -> kept.isFor(request)).map(kept -> kept.permit);
    }

    /** Whether this door gave a permit for this servlet, path and method, whatever the endpoint behind declares. */
    static boolean wasGiven(ResourceServerFilter door, ServletGuardedRequest request) {
        return kept(door, request).filter(kept -> kept.isForTarget(request)).isPresent();
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
        return isForTarget(request) && endpoint.equals(request.endpoint());
    }

    private boolean isForTarget(ServletGuardedRequest request) {
        return servlet.equals(request.servlet()) && path.equals(request.path()) && method.equals(request.method());
    }
}
