package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.route.spi.Endpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A permit stored in a request. It is valid only for the door and the endpoint that it was given for.
 *
 * @param dispatch the kind of dispatch in which the door gave it
 * @param endpoint null until one is chosen
 */
record KeptPermit(
        ServletDoor door,
        DispatcherType dispatch,
        String servlet,
        String path,
        String method,
        @Nullable Endpoint endpoint,
        Decision.Permit permit) {

    /** Creates the permit for a request as it is now. */
    static KeptPermit of(
            ServletDoor door, ServletGuardedRequest now, @Nullable Endpoint endpoint, Decision.Permit permit) {
        DispatcherType dispatch = now.request().getDispatcherType();
        return new KeptPermit(door, dispatch, now.servlet(), now.path(), now.method(), endpoint, permit);
    }

    /** Returns the request attribute for the permits of the door with this name. */
    static String attributeOf(String door) {
        return KeptPermit.class.getName() + "." + door;
    }

    /** Returns the permit in this request attribute; null if there is none. */
    static @Nullable KeptPermit in(ServletRequest request, String attribute) {
        return request.getAttribute(attribute) instanceof KeptPermit kept ? kept : null;
    }

    /** Returns whether this is for the endpoint, servlet, path and method that the request is on its way to now. */
    boolean isFor(ServletGuardedRequest request) {
        return isForTarget(request) && request.endpoint().equals(endpoint);
    }

    /** Returns whether this is for the servlet, path and method, whatever the endpoint behind the servlet. */
    boolean isForTarget(ServletGuardedRequest request) {
        return servlet.equals(request.servlet()) && path.equals(request.path()) && method.equals(request.method());
    }
}
