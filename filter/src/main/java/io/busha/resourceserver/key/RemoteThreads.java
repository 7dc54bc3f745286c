package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one remote source: daemons that hold no application's class loader, ended with the source. */
final class RemoteThreads implements Alarm {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration EXCHANGE_LIMIT = Duration.ofSeconds(5);

    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("busha-keys"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemon("busha-keys-timer"), new ThreadPoolExecutor.DiscardPolicy());
    private final BoundedGet http;

    private RemoteThreads(Duration exchangeLimit) {
        timer.setRemoveOnCancelPolicy(true);
        http = new BoundedGet(workers, this, CONNECT_LIMIT, exchangeLimit);
    }

    static RemoteThreads start() {
        return start(EXCHANGE_LIMIT);
    }

    static RemoteThreads start(Duration exchangeLimit) {
        return new RemoteThreads(exchangeLimit);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        };
    }

    RemoteKeys keysOf(IssuerLocation location, KeyTimes times, FetchWatch watch) {
        IssuerClient client = new IssuerClient(location, http, workers);
        return new RemoteKeys(client::fetch, times, this, watch, this::stop);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        var scheduled = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    private void stop() {
        http.close();
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
