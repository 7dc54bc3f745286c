package io.busha.resourceserver.it.jaxrs;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Threads that stopped applications left in this process since this was created. */
final class Leftovers {

    /** Generous, since the thread of the JDK's HTTP client ends up to three seconds late. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    /** Threads that other tests may have left. */
    private final Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();

    /** Returns the names of new threads with this prefix. */
    List<String> threadsNamed(String beginning) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !ofOthers.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    /** Collects garbage until a condition holds or a limit has passed. The caller must assert the condition afterwards. */
    static void await(BooleanSupplier end) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!end.getAsBoolean() && System.nanoTime() - deadline < 0) {
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
    }
}
