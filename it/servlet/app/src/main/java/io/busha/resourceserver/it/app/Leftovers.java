package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Threads and class loaders that stopped applications left in this process since this was opened. */
final class Leftovers implements AutoCloseable {

    /** Generous, since the thread of the JDK's HTTP client ends up to three seconds late. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final long PAUSE = Duration.ofMillis(100).toNanos();
    private static final String LOADERS = "contract.loaders";

    private final Set<Thread> ofOthers = Thread.getAllStackTraces().keySet();
    private final Set<ClassLoader> loaders =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private Leftovers() {}

    /** Opens it where the listener {@link Loaded} of an application finds it from any class loader. For one test at a time. */
    static Leftovers open() {
        Leftovers leftovers = new Leftovers();
        System.getProperties().put(LOADERS, leftovers.loaders);
        return leftovers;
    }

    /** Records the class loader of its application. */
    public static final class Loaded implements ServletContextListener {
        @Override
        @SuppressWarnings("unchecked")
        public void contextInitialized(ServletContextEvent event) {
            Object loaders = Objects.requireNonNull(System.getProperties().get(LOADERS));
            ((Set<ClassLoader>) loaders).add(Loaded.class.getClassLoader());
        }
    }

    /** Returns whether the class loader of an application is still reachable. */
    boolean hasLoaders() {
        return !loaders.isEmpty();
    }

    /** Returns the names of new threads with this prefix. */
    List<String> threads(String beginning) {
        return live().filter(thread -> !ofOthers.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    private List<String> threadsOfApplications() {
        return live().filter(thread -> loaders.contains(thread.getContextClassLoader()))
                .map(Thread::getName)
                .toList();
    }

    private static Stream<Thread> live() {
        return Thread.getAllStackTraces().keySet().stream();
    }

    /** Waits until no thread of this library and of no application runs. Needs no garbage collection. */
    void awaitNoThreads(String after) {
        await(after, () -> threads("busha-keys"));
        assertThat(threadsOfApplications()).as(after).isEmpty();
    }

    /** Waits until nothing is left, and collects garbage meanwhile. */
    void awaitNothing() {
        awaitNoThreads("the end");
        await("class loaders", () -> List.copyOf(loaders));
        await("threads of HTTP clients", () -> threads("HttpClient-"));
    }

    private static void await(String what, Supplier<? extends List<?>> left) {
        long began = System.nanoTime();
        while (!left.get().isEmpty()) {
            assertThat(System.nanoTime() - began)
                    .as(() -> what + ": " + left.get())
                    .isLessThan(LIMIT.toNanos());
            System.gc();
            LockSupport.parkNanos(PAUSE);
        }
    }

    @Override
    public void close() {
        System.getProperties().remove(LOADERS);
    }
}
