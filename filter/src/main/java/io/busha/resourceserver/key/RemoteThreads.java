package io.busha.resourceserver.key;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one remote source: daemons that hold no application's class loader, ended with the source. Their number is bounded
 * however many requests wait and whatever hangs. Code of others runs on threads where it can hold up nothing but itself: name
 * resolution, proxy selectors and TLS with the HTTP client; loggers with the teller; what continues after a lookup with the callers.
 */
final class RemoteThreads implements Scheduler {

    private static final int MAX_HTTP = 8;
    private static final int MAX_CALLERS = 16;
    private static final int MAX_QUEUED = 64;
    private static final int IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemon("busha-keys-timer"), new ThreadPoolExecutor.DiscardPolicy());
    private final ThreadPoolExecutor http =
            pool("busha-keys-http", MAX_HTTP, new LinkedBlockingQueue<>(MAX_QUEUED), RemoteThreads::refuse);
    private final ThreadPoolExecutor callers =
            pool("busha-keys-callers", MAX_CALLERS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.AbortPolicy());
    private final ThreadPoolExecutor teller =
            pool("busha-keys-teller", 1, new LinkedBlockingQueue<>(MAX_QUEUED), new ThreadPoolExecutor.DiscardPolicy());
    private final ThreadPoolExecutor files =
            pool("busha-keys-file", 1, new LinkedBlockingQueue<>(1), new ThreadPoolExecutor.DiscardOldestPolicy());

    RemoteThreads() {
        timer.setRemoveOnCancelPolicy(true);
        timer.prestartCoreThread();
    }

    private static ThreadPoolExecutor pool(
            String name, int most, BlockingQueue<Runnable> queue, RejectedExecutionHandler otherwise) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(most, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, daemon(name), otherwise);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static void refuse(Runnable task, ThreadPoolExecutor http) {
        throw new RejectedExecutionException(new FetchException(
                FetchException.Kind.CONNECTION,
                "earlier attempts still hang, in the resolver, the proxy selector or TLS, on all " + MAX_HTTP
                        + " threads"));
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        };
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    /** On the thread of the timer: for tasks of ours that do not block. */
    @Override
    public Runnable after(long nanos, Runnable task) {
        var scheduled = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Where code of others may hang that an HTTP client calls: bounded, it refuses what is too much. */
    Executor http() {
        return http;
    }

    /** Where loggers are called: one thread, which drops what is too much. */
    Executor teller() {
        return teller;
    }

    /** Where the kept keys are read and written: one thread, for which only the latest task waits. */
    Executor files() {
        return files;
    }

    /** Continues a lookup on a thread of the callers; where none can be started, better on this one than never. */
    void resume(Runnable lookup) {
        try {
            callers.execute(lookup);
        } catch (RuntimeException | Error e) {
            lookup.run();
        }
    }

    /** Ends the threads. Lookups that wait are still answered. */
    void stop() {
        timer.shutdownNow();
        http.shutdownNow();
        teller.shutdownNow();
        files.shutdown();
        callers.shutdown();
    }
}
