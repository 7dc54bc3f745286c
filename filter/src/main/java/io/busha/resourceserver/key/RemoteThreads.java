package io.busha.resourceserver.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The threads of one remote source: daemons that hold no application's class loader, ended with the source. Their number is bounded
 * however many requests wait and whatever hangs. Code of others runs on threads where it can hold up nothing but itself: name
 * resolution, proxy selectors and TLS with the HTTP client; loggers with the teller; what continues after a lookup with the callers.
 */
final class RemoteThreads implements Alarm {

    private static final int MOST_HTTP = 8;
    private static final int MOST_CALLERS = 16;
    private static final int MOST_QUEUED = 64;
    private static final int IDLE_SECONDS = 10;
    private static final Duration READING = Duration.ofSeconds(2);
    private static final Duration REREADING = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemon("busha-keys-timer"), new ThreadPoolExecutor.DiscardPolicy());
    private final ThreadPoolExecutor http =
            pool("busha-keys-http", MOST_HTTP, new LinkedBlockingQueue<>(MOST_QUEUED), RemoteThreads::refuse);
    private final ThreadPoolExecutor callers =
            pool("busha-keys-callers", MOST_CALLERS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.AbortPolicy());
    private final ThreadPoolExecutor teller = pool(
            "busha-keys-teller", 1, new LinkedBlockingQueue<>(MOST_QUEUED), new ThreadPoolExecutor.DiscardPolicy());

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
                "earlier attempts still hang, in the resolver, the proxy selector or TLS, on all " + MOST_HTTP
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

    /**
     * Keys of this issuer, fetched from now on by threads of their own until they are closed. If they cannot be made, the threads
     * end at once and the meters are taken back.
     */
    static RemoteKeys keysOf(IssuerLocation location, KeyPolicy policy, FetchLimits limits, KeyMeters meters) {
        return new RemoteThreads().orStop(meters, threads -> threads.fetched(location, policy, limits, meters));
    }

    /** Keys in this file, which held that set just now. */
    static RemoteKeys keysIn(
            JwksFile file, TrustedSet first, IssuerLocation issuer, KeyPolicy policy, KeyMeters meters) {
        return new RemoteThreads().orStop(meters, threads -> threads.read(file, first, issuer, policy, meters));
    }

    private RemoteKeys orStop(KeyMeters meters, Function<RemoteThreads, RemoteKeys> making) {
        try {
            return making.apply(this);
        } catch (RuntimeException | Error e) {
            stop();
            meters.close();
            throw e;
        }
    }

    private RemoteKeys fetched(IssuerLocation location, KeyPolicy policy, FetchLimits limits, KeyMeters meters) {
        BoundedGet get = new BoundedGet(location, http, this, limits.connect());
        IssuerClient client = new IssuerClient(location, limits, get, policy.signatureProvider(), this);
        KeptKeys kept = policy.cacheFile()
                .map(path -> new KeptKeys(path, location, policy, Clock.systemUTC()))
                .orElse(null);
        KeyCache cache = kept == null
                ? cache(client::fetch, location, policy, meters)
                : cache(() -> keeping(client, kept), location, policy, meters);
        if (kept != null) {
            restore(kept, cache);
        }
        return new RemoteKeys(cache, policy, this, this::resume, meters, () -> {
            get.close();
            stop();
        });
    }

    private CompletableFuture<TrustedSet> keeping(IssuerClient client, KeptKeys kept) {
        Instant began = Instant.now();
        return client.fetch().whenComplete((set, failure) -> {
            if (set != null) {
                files.execute(() -> kept.write(set, client.jwksUri(), began));
            }
        });
    }

    /** A file system that hangs holds up the start no longer than this. */
    private void restore(KeptKeys kept, KeyCache cache) {
        CompletableFuture<Void> read = new CompletableFuture<>();
        files.execute(() -> {
            kept.read().ifPresent(found -> cache.restore(found.set(), kept.age(found), false));
            read.complete(null);
        });
        RemoteKeys.hasEnded(read, READING.toNanos());
    }

    private RemoteKeys read(
            JwksFile file, TrustedSet first, IssuerLocation issuer, KeyPolicy policy, KeyMeters meters) {
        KeyPolicy forFile = policy.toBuilder()
                .cachedFor(REREADING)
                .outageTolerance(FetchLog.FOR_EVER)
                .build();
        KeyCache cache = cache(() -> file.readWithin(READING, http, this), issuer, forFile, meters);
        cache.restore(first, Duration.ZERO, true);
        return new RemoteKeys(cache, forFile, this, this::resume, meters, this::stop);
    }

    private KeyCache cache(
            Supplier<CompletableFuture<TrustedSet>> fetcher,
            IssuerLocation location,
            KeyPolicy policy,
            KeyMeters meters) {
        return new KeyCache(
                fetcher,
                policy,
                this,
                () -> ThreadLocalRandom.current().nextDouble(),
                meters,
                new FetchLog(location, policy.outageTolerance()),
                teller);
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
