package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.TokenMdc;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one request has come through one door: its caller was authenticated, and perhaps admitted. Each request that begins
 * anew, as a forwarded one does, has a new one.
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

    /** What this door has begun; empty where it was not asked, or another one was since. */
    static Optional<Passage> of(ContainerRequestContext request, ApplicationGuard door) {
        return request.getProperty(PROPERTY) instanceof Passage passage && passage.door == door
                ? Optional.of(passage)
                : Optional.empty();
    }

    /** The guard that decides on this request, even if the application ends meanwhile. */
    RequestGuard guard() {
        return guard;
    }

    Caller caller() {
        return caller;
    }

    /** Whether it began as HEAD: Jersey shows GET where that answers it. */
    boolean isHead() {
        return method.equals(HttpMethod.HEAD);
    }

    boolean isAdmitted() {
        return admitted;
    }

    /** Lets it pass. The MDC of this thread shows the caller until {@link #hide}, unless the answer comes from another thread. */
    void admit(Decision.Permit permit, boolean asynchronously) {
        admitted = true;
        if (!asynchronously) {
            mdc = TokenMdc.open(guard.settings(), permit);
            SHOWN.set(this);
        }
    }

    /** Ends what this passage shows on this thread, if it does. */
    void hide() {
        if (SHOWN.get() == this) {
            hideWhoever();
        }
    }

    /** Ends what any passage shows on this thread: one whose answer came from another thread, or never came, has left it there. */
    static void hideWhoever() {
        Passage shown = SHOWN.get();
        if (shown != null && shown.mdc != null) {
            shown.mdc.close();
        }
        SHOWN.remove();
    }
}
