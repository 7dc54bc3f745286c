package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the last good key set of an issuer and keeps it fresh: by one fetch at a time, ahead of its age, again after a pause if one has
 * failed, and earlier if tokens give a reason, within a budget. A failed fetch removes nothing. All times are monotonic, in nanoseconds.
 * Thread-safe.
 */
final class KeyCache {

    private static final double REFRESH_AT = 0.8;
    private static final double JITTER = 0.1;

    private final Supplier<CompletableFuture<TrustedSet>> fetcher;
    private final KeyPolicy policy;
    private final Scheduler scheduler;
    private final KeyMeters meters;
    private final FetchLog log;
    private final Executor teller;
    private final long refreshAfter;
    private final BackOff backOff;
    private final FetchBudget budget;
    private final CompletableFuture<Void> firstSet = new CompletableFuture<>();
    private final CompletableFuture<Set<String>> scopesSupported = new CompletableFuture<>();

    private volatile @Nullable Cached cached;
    private volatile @Nullable FetchException failure;
    private volatile long nextAttempt;
    private volatile boolean closed;
    private @Nullable CompletableFuture<Void> inFlight;
    private @Nullable Runnable scheduled;
    private long plans;

    /**
     * A good key set, and when its fetch began. It contains no key that was withdrawn before that moment.
     *
     * @param confirmed whether it was fetched here, rather than kept by an earlier process
     */
    record Cached(TrustedSet set, long began, boolean confirmed) {
        boolean beganAfter(long moment) {
            return began - moment >= 0;
        }
    }

    /** The reason for a fetch, which decides whether one is allowed now. */
    enum Occasion {
        SCHEDULED,
        UNKNOWN_KID,
        MISMATCH
    }

    /**
     * Creates an empty cache.
     *
     * @param dice random numbers between 0 and 1
     * @param teller runs calls to foreign code, such as a logger, which may block or throw there
     */
    KeyCache(
            Supplier<CompletableFuture<TrustedSet>> fetcher,
            KeyPolicy policy,
            Scheduler scheduler,
            DoubleSupplier dice,
            KeyMeters meters,
            FetchLog log,
            Executor teller) {
        this.fetcher = fetcher;
        this.policy = policy;
        this.scheduler = scheduler;
        this.meters = meters;
        this.log = log;
        this.teller = teller;
        this.refreshAfter =
                (long) (policy.cachedFor().toNanos() * REFRESH_AT * (1 + JITTER * (2 * dice.getAsDouble() - 1)));
        this.backOff = new BackOff(policy.retryCap().toNanos(), dice);
        this.budget = new FetchBudget(policy.coolDown().toNanos(), scheduler.now());
        meters.watchKeys(this::size);
        meters.watchAge(this::ageInSeconds);
    }

    /**
     * Adopts a set that was fetched this long ago, unless there is one already.
     *
     * @param confirmed whether it is as good as one that was fetched here
     */
    void restore(TrustedSet set, Duration age, boolean confirmed) {
        synchronized (this) {
            if (cached == null) {
                cached = new Cached(set, scheduler.now() - age.toNanos(), confirmed);
            }
        }
        firstSet.complete(null);
    }

    /** Returns the set; null if there is none, or if it is so old that none of its keys may be used. If age = tolerance, it is too old. */
    @Nullable Cached trusted() {
        Cached set = cached;
        return set != null && age(set) < policy.outageTolerance().toNanos() ? set : null;
    }

    private long age(Cached set) {
        return scheduler.now() - set.began;
    }

    /** Returns the fetch in progress, or starts one; null if none is allowed now. */
    @Nullable CompletableFuture<Void> fetch(Occasion occasion) {
        CompletableFuture<Void> fetch;
        synchronized (this) {
            if (closed || inFlight != null) {
                return closed ? null : inFlight;
            }
            if (occasion != Occasion.SCHEDULED && (isPausing() || !isAffordable(occasion))) {
                return null;
            }
            fetch = new CompletableFuture<>();
            inFlight = fetch;
        }
        begin(fetch);
        return fetch;
    }

    private boolean isPausing() {
        return failure != null && scheduled != null;
    }

    private boolean isAffordable(Occasion occasion) {
        if (occasion == Occasion.MISMATCH) {
            return budget.takeSpare(scheduler.now());
        }
        boolean affordable = budget.take(scheduler.now());
        if (!affordable) {
            meters.suppressed();
        }
        return affordable;
    }

    private void begin(CompletableFuture<Void> fetch) {
        long began = scheduler.now();
        CompletableFuture<TrustedSet> fetched;
        try {
            fetched = fetcher.get();
        } catch (RuntimeException | Error e) {
            fetched = CompletableFuture.failedFuture(e); // no thread available right now
        }
        fetched.whenComplete((set, problem) -> {
            FetchException failed = problem == null ? null : FetchException.of(problem);
            try {
                settle(began, set, failed);
            } finally {
                fetch.complete(null);
            }
            if (set != null) {
                firstSet.complete(null);
            }
            if (!closed) {
                meters.fetched(scheduler.now() - began, failed);
                KeyHealth.State state = state();
                int keys = size();
                tell(() -> announce(state, keys, set, failed));
            }
        });
    }

    /**
     * Records the result of a fetch. Writes the set before it clears the failure, so a thread that sees no failure sees the set as well.
     */
    private synchronized void settle(long began, @Nullable TrustedSet set, @Nullable FetchException failed) {
        inFlight = null;
        if (closed) {
            return;
        }
        if (set != null) {
            cached = new Cached(set, began, true);
        }
        if (failed != null) {
            cancelScheduled();
            nextAttempt = scheduler.now() + backOff.next() + pauseAskedFor(failed);
            failure = failed;
            schedule(nextAttempt);
        } else {
            failure = null;
            backOff.reset();
            // A scheduled refresh keeps its time: otherwise the refreshes of a whole fleet would align.
            if (scheduled == null) {
                schedule(began + refreshAfter);
            }
        }
    }

    /** Runs a call to foreign code, such as a logger, on a thread where it may block or throw. */
    void tell(Runnable news) {
        teller.execute(news);
    }

    private void announce(KeyHealth.State state, int keys, @Nullable TrustedSet set, @Nullable FetchException failed) {
        log.ended(state, keys, failed);
        if (set != null) {
            log.passedOver(set.keys().passedOver());
            scopesSupported.complete(set.scopesSupported());
        }
    }

    private long pauseAskedFor(FetchException failed) {
        Duration cap = policy.retryAfterCap();
        return (failed.retryAfter().compareTo(cap) < 0 ? failed.retryAfter() : cap).toNanos();
    }

    private void schedule(long at) {
        long plan = ++plans;
        scheduled = scheduler.after(Math.max(at - scheduler.now(), 0), () -> fetchAsScheduled(plan));
    }

    private void fetchAsScheduled(long plan) {
        synchronized (this) {
            if (plan != plans) {
                return; // replaced by a later plan after the timer had started it
            }
            scheduled = null;
        }
        fetch(Occasion.SCHEDULED);
    }

    private void cancelScheduled() {
        if (scheduled != null) {
            scheduled.run();
            scheduled = null;
        }
    }

    /** Returns whether it is unknown what the issuer publishes now: the last fetch failed, or this cache is closed. */
    boolean isFailing() {
        return failure != null || closed;
    }

    /** Returns the time until a failed fetch is tried again; zero if the last one did not fail. */
    Duration pause() {
        return Duration.ofNanos(failure == null ? 0 : Math.max(nextAttempt - scheduler.now(), 0));
    }

    /** Returns a future that completes when there is a first set. */
    CompletableFuture<Void> firstSet() {
        return firstSet;
    }

    CompletableFuture<Set<String>> scopesSupported() {
        return scopesSupported;
    }

    /** Returns the failure of the last fetch; null if it succeeded, or none has ended yet. */
    @Nullable FetchException failure() {
        return failure;
    }

    KeyHealth health() {
        Cached last = cached;
        Cached known = trusted();
        FetchException failed = failure;
        return new KeyHealth(
                state(),
                last == null ? null : Duration.ofNanos(age(last)),
                failed == null ? null : failed.kind().id(),
                known == null ? Set.of() : known.set.keys().kids(),
                policy.signatureProvider());
    }

    private KeyHealth.State state() {
        Cached known = trusted();
        if (closed) {
            return KeyHealth.State.DOWN;
        }
        if (known != null) {
            return failure == null && known.confirmed ? KeyHealth.State.UP : KeyHealth.State.DEGRADED;
        }
        return failure == null && cached == null ? KeyHealth.State.STARTING : KeyHealth.State.DOWN;
    }

    private int size() {
        Cached set = cached;
        return set == null ? 0 : set.set.keys().size();
    }

    /** Returns NaN if there is no set yet. */
    private double ageInSeconds() {
        Cached set = cached;
        return set == null ? Double.NaN : age(set) / 1e9;
    }

    /** Closes the cache, and ends the wait for a fetch in progress. */
    void close() {
        CompletableFuture<Void> waitedFor;
        synchronized (this) {
            closed = true;
            cancelScheduled();
            waitedFor = inFlight;
        }
        if (waitedFor != null) {
            waitedFor.complete(null);
        }
    }
}
