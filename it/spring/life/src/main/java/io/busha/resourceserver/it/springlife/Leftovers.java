package io.busha.resourceserver.it.springlife;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Threads and meters that applications left in this process since this was created. */
public final class Leftovers {

    /** Generous, since before JDK 21 the thread of the JDK's HTTP client ends up to three seconds late. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();

    /** Meters already in the global registry, of applications that other tests left running. */
    private final Set<Meter.Id> metersOfOthers =
            Metrics.globalRegistry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());

    /** Ignores everything that exists now. */
    public Leftovers() {}

    /** Returns our meters in a registry. */
    public List<Meter.Id> metersIn(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("busha."))
                .filter(id -> registry != Metrics.globalRegistry || !metersOfOthers.contains(id))
                .toList();
    }

    /** Returns the names of new threads with this prefix. */
    public List<String> threads(String beginning) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !ofOthers.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    /** Waits until no thread of a guard is left. */
    public void awaitNoThreads(String after) {
        await(after, "busha-");
    }

    /** Waits until no HTTP client is left, and collects garbage meanwhile. */
    public void awaitNoClients() {
        await("the end", "HttpClient-");
    }

    private void await(String after, String beginning) {
        long began = System.nanoTime();
        while (!threads(beginning).isEmpty()) {
            assertThat(System.nanoTime() - began)
                    .as(() -> after + ": " + threads(beginning))
                    .isLessThan(LIMIT.toNanos());
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
    }
}
