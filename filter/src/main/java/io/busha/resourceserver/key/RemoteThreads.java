package io.busha.resourceserver.key;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;

/** The threads of one remote source: daemons that hold no application's class loader, ended with the source. */
final class RemoteThreads {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration EXCHANGE_LIMIT = Duration.ofSeconds(5);

    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("busha-keys"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemon("busha-keys-timer"), new ThreadPoolExecutor.DiscardPolicy());
    private final BoundedGet http = new BoundedGet(workers, timer, CONNECT_LIMIT, EXCHANGE_LIMIT);

    private RemoteThreads() {
        timer.setRemoveOnCancelPolicy(true);
    }

    static RemoteThreads start() {
        return new RemoteThreads();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        };
    }

    RemoteKeys keysOf(IssuerLocation location, KeyTimes times, MeterRegistry registry) {
        IssuerClient client = new IssuerClient(location, http, workers);
        FetchWatch watch = new FetchWatch(registry, location);
        return new RemoteKeys(client::fetch, times, System::nanoTime, timer, watch, this::stop);
    }

    private void stop() {
        http.close();
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
