package io.busha.resourceserver.key;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one remote source: daemons that hold no application's class loader, ended with the source. Whatever waits for
 * a lookup goes on on a thread of its own: it may be a caller's code, and block.
 */
final class RemoteThreads implements Alarm, Executor {

    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("busha-keys"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemon("busha-keys-timer"), new ThreadPoolExecutor.DiscardPolicy());

    RemoteThreads() {
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

    /**
     * Keys of this issuer, fetched from now on by threads of their own until they are closed. If they cannot be made, the threads
     * end at once and the meters are taken back.
     */
    static RemoteKeys keysOf(IssuerLocation location, KeyPolicy policy, FetchLimits limits, KeyMeters meters) {
        RemoteThreads threads = new RemoteThreads();
        try {
            return threads.keys(location, policy, limits, meters);
        } catch (RuntimeException | Error e) {
            threads.stop();
            meters.close();
            throw e;
        }
    }

    private RemoteKeys keys(IssuerLocation location, KeyPolicy policy, FetchLimits limits, KeyMeters meters) {
        BoundedGet http = new BoundedGet(location, this, this, limits.connect());
        IssuerClient client = new IssuerClient(location, limits, http, policy.signatureProvider(), workers, this);
        KeyCache cache = new KeyCache(
                client::fetch,
                policy,
                this,
                () -> ThreadLocalRandom.current().nextDouble(),
                meters,
                new FetchLog(location, policy.outageTolerance()));
        return new RemoteKeys(cache, policy, this, this, meters, () -> {
            http.close();
            stop();
        });
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        var scheduled = timer.schedule(() -> execute(task), nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Runs it on a thread of ours; where none is to be had, better on this one than never. */
    @Override
    public void execute(Runnable task) {
        try {
            workers.execute(task);
        } catch (RuntimeException | Error e) {
            task.run();
        }
    }

    void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
