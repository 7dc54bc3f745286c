package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys that an issuer publishes, cached. A known key is found at once while the set is young. An unknown one is looked for
 * by a fetch that begins after the question, joined if one is on its way, within a budget. A failed fetch takes nothing
 * away. All times are monotonic, in nanoseconds.
 */
final class RemoteKeys implements KeySource {

    private static final long OUTAGE_TOLERANCE = Duration.ofHours(6).toNanos();
    private static final int MOST_WAITERS = 32;

    private final Supplier<CompletableFuture<TrustedSet>> fetcher;
    private final long cachedFor;
    private final long coolDown;
    private final long keyWait;
    private final Alarm alarm;
    private final FetchWatch watch;
    private final Runnable onClose;
    private final Semaphore waiters = new Semaphore(MOST_WAITERS);
    private final FetchBudget budget;
    private final CompletableFuture<Set<String>> scopesSupported = new CompletableFuture<>();

    private volatile @Nullable Cached cached;
    private volatile @Nullable Failure failure;
    private @Nullable CompletableFuture<Void> inFlight;
    private boolean closed;

    /** A good set, and when its fetch began: whatever was withdrawn before that moment is not in it. */
    private record Cached(TrustedSet set, long began) {}

    /** The last fetch, where it failed. */
    private record Failure(long began, long ended) {}

    RemoteKeys(
            Supplier<CompletableFuture<TrustedSet>> fetcher,
            KeyTimes times,
            Alarm alarm,
            FetchWatch watch,
            Runnable onClose) {
        this.fetcher = fetcher;
        this.cachedFor = times.cachedFor().toNanos();
        this.coolDown = times.coolDown().toNanos();
        this.keyWait = times.keyWait().toNanos();
        this.alarm = alarm;
        this.watch = watch;
        this.onClose = onClose;
        this.budget = new FetchBudget(coolDown, alarm.now());
        watch.watch(this);
        fetchUnlessBarred(true);
    }

    @Override
    public CompletionStage<KeyLookup> find(String unverifiedKid) {
        CompletableFuture<KeyLookup> answer = answer(unverifiedKid, alarm.now());
        return answer.isDone() ? answer : bounded(unverifiedKid, answer);
    }

    @Override
    public CompletionStage<Set<String>> scopesSupported() {
        return scopesSupported.minimalCompletionStage();
    }

    private CompletableFuture<KeyLookup> answer(String kid, long asked) {
        Cached fresh = freshFor(asked);
        if (fresh != null) {
            var keys = fresh.set.keys().find(kid);
            if (!keys.isEmpty()) {
                refreshAhead(fresh);
                return done(new KeyLookup.Found(fresh.set.issuer(), keys));
            }
        }
        if (hasAskedSince(asked)) {
            return done(settled(kid));
        }
        CompletableFuture<Void> fetch = fetchUnlessBarred(fresh == null);
        return fetch == null ? done(settled(kid)) : fetch.thenCompose(ended -> answer(kid, asked));
    }

    /** The set, if it is young, or if its fetch began after the question. */
    private @Nullable Cached freshFor(long asked) {
        Cached set = cached;
        return set != null && (age(set) < cachedFor || set.began - asked >= 0) ? set : null;
    }

    /** Whether a fetch that began after the question has ended, well or badly. */
    private boolean hasAskedSince(long asked) {
        Cached set = cached;
        Failure failed = failure;
        return (set != null && set.began - asked >= 0) || (failed != null && failed.began - asked >= 0);
    }

    private static CompletableFuture<KeyLookup> done(KeyLookup answer) {
        return CompletableFuture.completedFuture(answer);
    }

    /** What can be said without another fetch. */
    private KeyLookup settled(String kid) {
        return failure == null ? knownOr(kid, KeyLookup.Absent.INSTANCE) : knownOr(kid, unavailable());
    }

    private KeyLookup knownOr(String kid, KeyLookup otherwise) {
        Cached set = cached;
        if (set == null || age(set) >= OUTAGE_TOLERANCE) {
            return otherwise;
        }
        var keys = set.set.keys().find(kid);
        return keys.isEmpty() ? otherwise : new KeyLookup.Found(set.set.issuer(), keys);
    }

    private KeyLookup unavailable() {
        Failure failed = failure;
        long left = failed == null ? 0 : failed.ended + coolDown - alarm.now();
        return new KeyLookup.Unavailable(Duration.ofNanos(Math.max(left, 0)));
    }

    /** Nobody waits longer than the limit, nor in a crowd: a blocking door's threads are worth more than one answer. */
    private CompletionStage<KeyLookup> bounded(String kid, CompletableFuture<KeyLookup> answer) {
        if (!waiters.tryAcquire()) {
            return done(knownOr(kid, unavailable()));
        }
        CompletableFuture<KeyLookup> bounded = new CompletableFuture<>();
        Runnable inTime = alarm.after(keyWait, () -> bounded.complete(knownOr(kid, unavailable())));
        answer.thenAccept(bounded::complete);
        return bounded.whenComplete((found, never) -> {
            inTime.run();
            waiters.release();
        });
    }

    private void refreshAhead(Cached set) {
        if (age(set) >= cachedFor / 5 * 4) {
            fetchUnlessBarred(true);
        }
    }

    private long age(Cached set) {
        return alarm.now() - set.began;
    }

    /** The fetch on its way, or a new one; null where the last one failed just now, or a junk key id has no budget left. */
    private synchronized @Nullable CompletableFuture<Void> fetchUnlessBarred(boolean free) {
        if (inFlight != null && !closed) {
            return inFlight;
        }
        long now = alarm.now();
        Failure failed = failure;
        boolean resting = closed || (failed != null && now - failed.ended < coolDown);
        if (resting || (!free && !budget.take(now))) {
            return null;
        }
        CompletableFuture<Void> fetch = new CompletableFuture<>();
        inFlight = fetch;
        fetcher.get().whenComplete((set, problem) -> {
            ended(now, set, problem);
            if (set != null) {
                scopesSupported.complete(set.scopesSupported());
            }
            fetch.complete(null);
        });
        return fetch;
    }

    private synchronized void ended(long began, @Nullable TrustedSet set, @Nullable Throwable problem) {
        if (closed) {
            return;
        }
        long now = alarm.now();
        inFlight = null;
        if (set != null) {
            cached = new Cached(set, began);
            failure = null;
            watch.succeeded(Duration.ofNanos(now - began), set);
        } else {
            failure = new Failure(began, now);
            watch.failed(Duration.ofNanos(now - began), problem);
        }
    }

    /** How many keys are trusted now. */
    int size() {
        Cached set = cached;
        return set == null ? 0 : set.set.keys().size();
    }

    /** How old the set is, in seconds; not a number where there is none yet. */
    double ageInSeconds() {
        Cached set = cached;
        return set == null ? Double.NaN : age(set) / 1e9;
    }

    /** Whoever still waits is told at once that the keys are unavailable, or gets the key that is known. */
    @Override
    public void close() {
        CompletableFuture<Void> waitedFor = closeDoor();
        if (waitedFor != null) {
            waitedFor.complete(null);
        }
        watch.close();
        onClose.run();
    }

    private synchronized @Nullable CompletableFuture<Void> closeDoor() {
        long now = alarm.now();
        closed = true;
        failure = new Failure(now, now);
        return inFlight;
    }
}
