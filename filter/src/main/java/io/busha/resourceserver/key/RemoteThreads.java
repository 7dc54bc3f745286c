package io.busha.resourceserver.key;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of one remote source: daemons that hold no application's class loader, ended with the source. */
final class RemoteThreads implements Alarm {

    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("busha-keys"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemon("busha-keys-timer"), new ThreadPoolExecutor.DiscardPolicy());

    private RemoteThreads() {
        timer.setRemoveOnCancelPolicy(true);
        timer.prestartCoreThread();
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        };
    }

    /** Keys of this issuer, fetched from now on by threads of their own until they are closed. */
    static RemoteKeys keysOf(IssuerLocation location, KeyPolicy policy, FetchLimits limits, KeyMeters meters) {
        RemoteThreads threads = new RemoteThreads();
        BoundedGet http = new BoundedGet(location, threads.workers, threads, limits.connect());
        IssuerClient client = new IssuerClient(location, limits, http, threads.workers, threads);
        KeyCache cache = new KeyCache(
                client::fetch,
                policy,
                threads,
                () -> ThreadLocalRandom.current().nextDouble(),
                meters,
                new FetchLog(location, policy.outageTolerance()));
        return new RemoteKeys(cache, policy, threads, meters, () -> threads.stop(http));
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

    private void stop(BoundedGet http) {
        http.close();
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
