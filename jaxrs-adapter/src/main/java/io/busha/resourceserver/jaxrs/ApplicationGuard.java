package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one application. It begins when it is asked for, ends with the application, and begins anew if the application starts
 * again. Thread-safe.
 */
final class ApplicationGuard {

    /** The setting that says whether keys are required. */
    static final String START_UP = "start-up";

    private final Settings atStart;
    private final Settings later;
    private final BiFunction<Settings, ApplicationGuard, GuardLife> birth;
    private volatile @Nullable GuardLife life;

    /**
     * A guard of the application's own.
     *
     * @param atStart the settings of its first life
     * @param later the settings of every other one: it may begin with a request, which must not wait for all keys
     * @param birth begins a life; nothing of it may refer to this object
     */
    ApplicationGuard(Settings atStart, Settings later, BiFunction<Settings, ApplicationGuard, GuardLife> birth) {
        this.atStart = atStart;
        this.later = later;
        this.birth = birth;
    }

    /** A guard that somebody else closes. */
    static ApplicationGuard given(RequestGuard guard) {
        Settings settings = guard.settings();
        return new ApplicationGuard(settings, settings, (same, application) -> GuardLife.given(guard));
    }

    /**
     * Begins where keys are required: they must be there before anything listens.
     *
     * @throws IllegalStateException if they do not come in time
     */
    void beginIfRequired() {
        if ("required".equals(atStart.effective().get(START_UP))) {
            current();
        }
    }

    /**
     * The guard that lives now. A request that still comes after the end has a living one too: a closed guard would refuse it as if the
     * issuer were down.
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
