package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.MDC;

/** The threads that may keep a caller in their MDC. Each of them must later serve an anonymous request without that caller. */
final class Threads {

    /** The pool from which asynchronous resources answer. */
    static final Executor POOL = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "matrix-pool");
        thread.setDaemon(true);
        return thread;
    });

    private static final int REQUESTS = 2000;
    private static final Set<String> USED = ConcurrentHashMap.newKeySet();

    private Threads() {}

    /** Records the current thread. Code that runs for a caller calls it. */
    static void use() {
        USED.add(Thread.currentThread().getName());
    }

    /** Returns the subject in this thread's MDC, or {@code -}. */
    static String subject() {
        return Objects.requireNonNullElse(MDC.get("sub"), "-");
    }

    /** Sends anonymous requests until every thread that was used has answered one. */
    static void expectClean(Application application) {
        Set<String> left = ConcurrentHashMap.newKeySet();
        left.addAll(USED);
        for (int i = 0; i < REQUESTS && !left.isEmpty(); i++) {
            String[] seen = application
                    .send(CallerKind.NOBODY, "GET", "/seen")
                    .answer()
                    .body()
                    .split("\n");
            assertThat(seen).as(seen[0]).hasSize(2).endsWith("-");
            left.remove(seen[0]);
        }
        assertThat(left).as("threads that served no later request").isEmpty();
        USED.clear();
    }
}
