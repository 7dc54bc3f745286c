package io.busha.resourceserver.it.jaxrs.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.MDC;

/** The threads that showed a caller in their MDC, or might: each of them is asked again by somebody else. */
final class Threads {

    /** Where resources answer from later. */
    static final Executor POOL = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "matrix-pool");
        thread.setDaemon(true);
        return thread;
    });

    private static final int REQUESTS = 2000;
    private static final Set<String> USED = ConcurrentHashMap.newKeySet();

    private Threads() {}

    /** To be called by whatever runs for a caller. */
    static void use() {
        USED.add(Thread.currentThread().getName());
    }

    /** Whom this thread shows. */
    static String subject() {
        return Objects.requireNonNullElse(MDC.get("sub"), "-");
    }

    /** Sends anonymous requests until every thread that was used has answered one. */
    static void expectClean(Application application) {
        Set<String> left = ConcurrentHashMap.newKeySet();
        left.addAll(USED);
        for (int i = 0; i < REQUESTS && !left.isEmpty(); i++) {
            String[] seen = application
                    .send(Caller.NOBODY, "GET", "/seen")
                    .answer()
                    .body()
                    .split("\n");
            assertThat(seen).as(seen[0]).hasSize(2).endsWith("-");
            left.remove(seen[0]);
        }
        assertThat(left).as("threads that did not come again").isEmpty();
        USED.clear();
    }
}
