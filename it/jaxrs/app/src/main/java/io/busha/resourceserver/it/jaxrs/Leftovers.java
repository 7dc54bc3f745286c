package io.busha.resourceserver.it.jaxrs;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What an application that is gone may have left behind, since this was made. */
final class Leftovers {

    /** The JDK's HTTP client is looked after every three seconds: its thread ends that much later than it could. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    /** What other tests have left, if anything, is not of this one. */
    private final Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();

    /** The names of new threads that begin like this. */
    List<String> threadsNamed(String beginning) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !ofOthers.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    /** Collects garbage until something is so, or for as long as is reasonable: whoever calls this asserts it afterwards. */
    static void await(BooleanSupplier end) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!end.getAsBoolean() && System.nanoTime() - deadline < 0) {
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
    }
}
