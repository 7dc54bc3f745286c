package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A guard from the start of an application to its end. Thread-safe. */
final class GuardLife {

    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    private final RequestGuard guard;
    private final AtomicBoolean over;
    private final Runnable end;

    private GuardLife(RequestGuard guard, AtomicBoolean over, Runnable end) {
        this.guard = guard;
        this.over = over;
        this.end = end;
    }

    /** Returns a life that never ends here: the guard's owner closes it. */
    static GuardLife given(RequestGuard guard) {
        return new GuardLife(guard, new AtomicBoolean(), () -> {});
    }

    /**
     * Starts a new guard. {@link #end} closes it, or at the latest the garbage collection of the application: if an application fails to
     * start, its end is not reported.
     */
    static GuardLife begin(Settings settings, Object application) {
        RequestGuard guard = RequestGuard.of(settings);
        AtomicBoolean over = new AtomicBoolean();
        Cleaner.Cleanable closing = Forgotten.CLEANER.register(application, () -> {
            over.set(true);
            guard.close();
        });
        return new GuardLife(guard, over, closing::clean);
    }

    /**
     * Closes the guard once the executor has terminated. The waiting thread does not refer to the application, which can still be
     * garbage-collected.
     */
    void endWith(ExecutorService executor) {
        Thread thread = new Thread(() -> awaitEndOf(executor), "busha-jaxrs-end");
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
    }

    private void awaitEndOf(ExecutorService executor) {
        try {
            boolean terminated = false;
            while (!terminated && !isOver()) {
                terminated = executor.awaitTermination(LOOK_AROUND.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // end() still closes the guard
        } finally {
            end();
        }
    }

    RequestGuard guard() {
        return guard;
    }

    boolean isOver() {
        return over.get();
    }

    void end() {
        end.run();
    }

    /** A separate class, so that the cleaner's thread starts with the first guard that needs it. */
    private static final class Forgotten {
        static final Cleaner CLEANER = Cleaner.create();

        private Forgotten() {}
    }
}
