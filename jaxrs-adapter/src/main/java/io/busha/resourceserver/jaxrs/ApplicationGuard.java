package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one application. It starts on first use, ends with the application, and a new one starts if the application starts again.
 * Thread-safe.
 */
final class ApplicationGuard {

    /** The setting that says whether keys are required at start. */
    static final String START_UP = "start-up";

    private final Settings atStart;
    private final Settings later;
    private final BiFunction<Settings, ApplicationGuard, GuardLife> birth;
    private volatile @Nullable GuardLife life;

    /**
     * Creates a holder for a guard that belongs to the application.
     *
     * @param atStart the settings of the first guard
     * @param later the settings of every later guard: a request may start it, and must not wait for all keys
     * @param birth starts a guard; the result must not refer to this object
     */
    ApplicationGuard(Settings atStart, Settings later, BiFunction<Settings, ApplicationGuard, GuardLife> birth) {
        this.atStart = atStart;
        this.later = later;
        this.birth = birth;
    }

    /** Returns a holder for a guard that its owner closes. */
    static ApplicationGuard given(RequestGuard guard) {
        Settings settings = guard.settings();
        return new ApplicationGuard(settings, settings, (same, application) -> GuardLife.given(guard));
    }

    /**
     * Starts the guard now if keys are required at start: they must be there before the application accepts requests.
     *
     * @throws IllegalStateException if the keys do not arrive in time
     */
    void beginIfRequired() {
        if ("required".equals(atStart.effective().get(START_UP))) {
            current();
        }
    }

    /**
     * Returns the current guard. A request that arrives after the end gets an open guard too: a closed one would refuse it as if the issuer
     * were down.
     */
    RequestGuard current() {
        GuardLife now = life;
        return now != null && !now.isOver() ? now.guard() : begin();
    }

    private synchronized RequestGuard begin() {
        GuardLife now = life;
        if (now == null || now.isOver()) {
            now = birth.apply(now == null ? atStart : later, this);
            life = now;
        }
        return now.guard();
    }

    synchronized void end() {
        GuardLife now = life;
        if (now != null) {
            now.end();
        }
    }
}
