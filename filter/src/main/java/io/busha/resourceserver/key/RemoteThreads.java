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
 * The threads of one remote source: daemons that hold no application's class loader and end with the source. Their number is bounded,
 * however many requests wait and whatever hangs. Foreign code runs on threads on which it can delay only itself: name resolution, proxy
 * selectors and TLS on those of the HTTP client; loggers on the teller; stages that depend on a lookup on the callers.
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
            String name, int max, BlockingQueue<Runnable> queue, RejectedExecutionHandler otherwise) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(max, max, IDLE_SECONDS, TimeUnit.SECONDS, queue, daemon(name), otherwise);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static void refuse(Runnable task, ThreadPoolExecutor http) {
        throw new RejectedExecutionException(new FetchException(
                FetchException.Kind.CONNECTION,
                "earlier attempts still block, in the resolver, the proxy selector or TLS, on all " + MAX_HTTP
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

    /** Runs the task on the timer's thread: only for our own tasks that do not block. */
    @Override
    public Runnable after(long nanos, Runnable task) {
        var scheduled = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /**
     * Returns the executor for foreign code that may hang, such as that called by the HTTP client. Its size is bounded, and it rejects
     * tasks beyond that.
     */
    Executor http() {
        return http;
    }

    /** Returns the executor for calls to loggers: one thread and a bounded queue, which drops tasks that do not fit. */
    Executor teller() {
        return teller;
    }

    /** Returns the executor that reads and writes the cache file: one thread, with only the latest task in its queue. */
    Executor files() {
        return files;
    }

    /** Continues a lookup on a thread of the callers; on this one if none can be started, which is better than never. */
    void resume(Runnable lookup) {
        try {
            callers.execute(lookup);
        } catch (RuntimeException | Error e) {
            lookup.run();
        }
    }

    /** Ends the threads. Waiting lookups are still answered. */
    void stop() {
        timer.shutdownNow();
        http.shutdownNow();
        teller.shutdownNow();
        files.shutdown();
        callers.shutdown();
    }
}
