package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A guard between the start of an application and its end. Thread-safe. */
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

    /** A guard that somebody else closes: its life never ends here. */
    static GuardLife given(RequestGuard guard) {
        return new GuardLife(guard, new AtomicBoolean(), () -> {});
    }

    /**
     * A new guard. It is closed by {@link #end}, and at the latest once nothing refers to the application any more: nobody tells of the end
     * of an application whose start has failed.
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

    /** Has the guard closed once an executor has terminated. Refers to that alone, so that the application can still be forgotten. */
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
            Thread.currentThread().interrupt(); // the thread ends, and so does what it watches
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

    /** Apart, so that its thread starts with the first guard that needs it. */
    private static final class Forgotten {
        static final Cleaner CLEANER = Cleaner.create();

        private Forgotten() {}
    }
}
