package io.busha.resourceserver.key;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Builds key sources that fetch or read their keys repeatedly, on threads of their own. */
final class KeySources {

    /** The maximum wait for a file. */
    private static final Duration READING = Duration.ofSeconds(2);

    private static final Duration REREADING = Duration.ofSeconds(10);

    private final KeyMeters meters;
    private final RemoteThreads threads = new RemoteThreads();
    private volatile CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    private KeySources(KeyMeters meters) {
        this.meters = meters;
    }

    /** Creates a source that fetches the keys of an issuer from now on. If this fails, the threads end and the meters are removed. */
    static RemoteKeys ofIssuer(IssuerLocation location, KeyPolicy policy, FetchLimits limits, KeyMeters meters) {
        KeySources sources = new KeySources(meters);
        return sources.orStop(() -> sources.fetched(location, policy, limits));
    }

    /**
     * Creates a source that reads the keys of a file again from now on. If this fails, the threads end and the meters are removed.
     *
     * @param first the key set that was just read from the file
     */
    static RemoteKeys ofFile(
            JwksFile file, TrustedSet first, IssuerLocation issuer, KeyPolicy policy, KeyMeters meters) {
        KeySources sources = new KeySources(meters);
        return sources.orStop(() -> sources.read(file, first, issuer, policy));
    }

    private RemoteKeys orStop(Supplier<RemoteKeys> source) {
        try {
            return source.get();
        } catch (RuntimeException | Error e) {
            threads.stop();
            meters.close();
            throw e;
        }
    }

    private RemoteKeys fetched(IssuerLocation location, KeyPolicy policy, FetchLimits limits) {
        BoundedGet get = new BoundedGet(location, threads.http(), threads, limits.connect());
        IssuerClient client = new IssuerClient(location, limits, get, policy.signatureProvider(), threads);
        KeyCache cache = policy.cacheFile()
                .map(path -> kept(
                        new KeptKeys(path, location, policy, Clock.systemUTC(), threads.teller()),
                        client,
                        location,
                        policy))
                .orElseGet(() -> cache(client::fetch, location, policy));
        return new RemoteKeys(cache, policy, threads, threads::resume, meters, () -> {
            get.close();
            RemoteKeys.hasEnded(written, READING.toNanos()); // so that nothing is written after close
            threads.stop();
        });
    }

    /** Creates the cache and fills it from the file. A file system that hangs delays the start by no more than {@link #READING}. */
    private KeyCache kept(KeptKeys kept, IssuerClient client, IssuerLocation location, KeyPolicy policy) {
        KeyCache cache = cache(() -> keeping(client, kept), location, policy);
        CompletableFuture<Void> read = new CompletableFuture<>();
        threads.files().execute(() -> {
            kept.read().ifPresent(found -> cache.restore(found.set(), kept.age(found), false));
            read.complete(null);
        });
        RemoteKeys.hasEnded(read, READING.toNanos());
        return cache;
    }

    private CompletableFuture<TrustedSet> keeping(IssuerClient client, KeptKeys kept) {
        Instant began = Instant.now();
        return client.fetch().whenComplete((set, failure) -> {
            if (set != null) {
                written = CompletableFuture.runAsync(() -> kept.write(set, client.jwksUri(), began), threads.files());
            }
        });
    }

    private RemoteKeys read(JwksFile file, TrustedSet first, IssuerLocation issuer, KeyPolicy policy) {
        KeyPolicy forFile = policy.toBuilder()
                .cachedFor(REREADING)
                .outageTolerance(FetchLog.FOR_EVER)
                .build();
        KeyCache cache = cache(() -> file.readWithin(READING, threads.http(), threads), issuer, forFile);
        cache.restore(first, Duration.ZERO, true);
        return new RemoteKeys(cache, forFile, threads, threads::resume, meters, threads::stop);
    }

    private KeyCache cache(Supplier<CompletableFuture<TrustedSet>> fetcher, IssuerLocation location, KeyPolicy policy) {
        return new KeyCache(
                fetcher,
                policy,
                threads,
                () -> ThreadLocalRandom.current().nextDouble(),
                meters,
                new FetchLog(location, policy.outageTolerance()),
                threads.teller());
    }
}
