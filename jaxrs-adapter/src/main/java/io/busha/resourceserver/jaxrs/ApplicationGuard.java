package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one application. It begins when it is asked for, ends with the application, and begins anew if the application starts
 * again. Thread-safe.
 */
final class ApplicationGuard {

    private final Function<ApplicationGuard, GuardLife> birth;
    private volatile @Nullable GuardLife life;

    /** A guard whose lives are made by a function, of this object. */
    ApplicationGuard(Function<ApplicationGuard, GuardLife> birth) {
        this.birth = birth;
    }

    /** A guard that somebody else closes. */
    static ApplicationGuard given(RequestGuard guard) {
        return new ApplicationGuard(application -> GuardLife.given(guard));
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
            now = birth.apply(this);
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
