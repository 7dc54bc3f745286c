package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.spi.TokenMdc;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one request through one door: its caller is authenticated and possibly admitted. A request that is processed anew, such
 * as a forwarded one, gets a new passage.
 */
final class Passage {

    private static final String PROPERTY = "io.busha.resourceserver.jaxrs.passage";
    private static final ThreadLocal<@Nullable Passage> SHOWN = new ThreadLocal<>();

    private final ApplicationGuard door;
    private final RequestGuard guard;
    private final Caller caller;
    private final String method;
    private volatile boolean admitted;
    private @Nullable TokenMdc mdc;

    private Passage(ApplicationGuard door, Caller caller, String method) {
        this.door = door;
        this.guard = door.current();
        this.caller = caller;
        this.method = method;
    }

    static void begin(ContainerRequestContext request, ApplicationGuard door, Caller caller) {
        request.setProperty(PROPERTY, new Passage(door, caller, request.getMethod()));
    }

    /** Returns the passage that this door has begun, or empty if the door has not run or another door has run since. */
    static Optional<Passage> of(ContainerRequestContext request, ApplicationGuard door) {
        return request.getProperty(PROPERTY) instanceof Passage passage && passage.door == door
                ? Optional.of(passage)
                : Optional.empty();
    }

    /** Returns the guard that decides about this request, even if the application ends in the meantime. */
    RequestGuard guard() {
        return guard;
    }

    Caller caller() {
        return caller;
    }

    /** Returns whether the request was sent as HEAD: Jersey reports GET if a GET method answers it. */
    boolean isHead() {
        return method.equals(HttpMethod.HEAD);
    }

    boolean isAdmitted() {
        return admitted;
    }

    /** Admits the request. The MDC of this thread shows the caller until {@link #hide}, unless another thread produces the response. */
    void admit(Decision.Permit permit, boolean asynchronously) {
        admitted = true;
        if (!asynchronously) {
            mdc = TokenMdc.open(guard.settings(), permit);
            SHOWN.set(this);
        }
    }

    /** Clears the caller from this thread's MDC if this passage has put it there. */
    void hide() {
        if (SHOWN.get() == this) {
            hideAnyCaller();
        }
    }

    /**
     * Clears any caller from this thread's MDC. A passage leaves its caller behind if another thread finished its response, or if it never
     * had one.
     */
    static void hideAnyCaller() {
        Passage shown = SHOWN.get();
        if (shown != null && shown.mdc != null) {
            shown.mdc.close();
        }
        SHOWN.remove();
    }
}
