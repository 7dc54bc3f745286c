package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last good set of an issuer's keys, and the fetches that keep it young: one at a time, ahead of its age, again after a
 * pause where one failed, and earlier where tokens give a reason, within a budget. A failed fetch takes nothing away. All
 * times are monotonic, in nanoseconds. Thread-safe.
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
     * A good set, and when its fetch began: whatever was withdrawn before that moment is not in it.
     *
     * @param confirmed whether it was fetched here, and not kept by an earlier process
     */
    record Cached(TrustedSet set, long began, boolean confirmed) {
        boolean beganAfter(long moment) {
            return began - moment >= 0;
        }
    }

    /** Who asks for a fetch, and so whether there may be one. */
    enum Occasion {
        SCHEDULED,
        UNKNOWN_KID,
        MISMATCH
    }

    /**
     * An empty cache.
     *
     * @param dice numbers between 0 and 1
     * @param teller runs what calls code of others, such as a logger: it may block there, or throw
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
     * Takes a set that was fetched so long ago, unless there is one already.
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

    /** The set, unless it was fetched so long ago that nothing in it may be used. */
    @Nullable Cached trusted() {
        Cached set = cached;
        return set != null && age(set) < policy.outageTolerance().toNanos() ? set : null;
    }

    private long age(Cached set) {
        return scheduler.now() - set.began;
    }

    /** The fetch on its way, or a new one; null where there may be none now. */
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
            fetched = CompletableFuture.failedFuture(e); // no thread to be had, just now
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

    /** A set is there before it is said that nothing fails: whoever sees the one sees the other. */
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
            // A refresh that is due anyhow stays where it is: those of a whole fleet would else align.
            if (scheduled == null) {
                schedule(began + refreshAfter);
            }
        }
    }

    /** Runs what calls code of others, such as a logger, where it may block or throw. */
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
                return; // called off when it was on its way already
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

    /** Whether nobody can say what the issuer publishes now. */
    boolean isFailing() {
        return failure != null || closed;
    }

    /** How long a failed fetch is not tried again; zero where none has failed. */
    Duration pause() {
        return Duration.ofNanos(failure == null ? 0 : Math.max(nextAttempt - scheduler.now(), 0));
    }

    /** Completes with the first set. */
    CompletableFuture<Void> firstSet() {
        return firstSet;
    }

    CompletableFuture<Set<String>> scopesSupported() {
        return scopesSupported;
    }

    /** The failure of the last fetch; null where it was good, or none has ended. */
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

    /** Not a number where there is no set yet. */
    private double ageInSeconds() {
        Cached set = cached;
        return set == null ? Double.NaN : age(set) / 1e9;
    }

    /** Whoever waits for a fetch waits no longer. */
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
