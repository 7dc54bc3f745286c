package io.busha.resourceserver.key;

import io.busha.resourceserver.key.KeyCache.Cached;
import io.busha.resourceserver.key.KeyCache.Occasion;
import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.key.internal.KeyLookup;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A source of the keys that an issuer publishes. A known key is found at once. For an unknown one, a lookup waits for a fetch that begins
 * after the lookup, joining one in progress first; while fetches fail, lookups do not wait until the next attempt has begun.
 */
final class RemoteKeys implements KeySource {

    private static final CompletableFuture<Void> ENDED = CompletableFuture.completedFuture(null);

    private final KeyCache cache;
    private final KeyPolicy policy;
    private final Scheduler scheduler;
    private final Executor executor;
    private final KeyMeters meters;
    private final StaleKids staleKids;
    private final Runnable onClose;
    private final Semaphore places;

    /** The next step of a lookup: its answer, or the fetch that must end before there can be one. */
    private record Step(@Nullable KeyLookup answer, CompletableFuture<Void> fetch) {

        static Step answered(KeyLookup answer) {
            return new Step(answer, ENDED);
        }

        static Step after(CompletableFuture<Void> fetch) {
            return new Step(null, fetch);
        }
    }

    /**
     * Creates a source and starts the first fetch at once. After a fetch, lookups that do not block their caller continue on the executor.
     */
    RemoteKeys(
            KeyCache cache,
            KeyPolicy policy,
            Scheduler scheduler,
            Executor executor,
            KeyMeters meters,
            Runnable onClose) {
        this.cache = cache;
        this.policy = policy;
        this.scheduler = scheduler;
        this.executor = executor;
        this.meters = meters;
        this.onClose = onClose;
        this.staleKids = new StaleKids(policy, meters.staleKidHits(), scheduler::now, cache::tell);
        this.places = new Semaphore(policy.maxWaiting());
        meters.watchWaiting(() -> policy.maxWaiting() - places.availablePermits());
        cache.fetch(Occasion.SCHEDULED);
    }

    @Override
    public KeyLookup await(String unverifiedKid, Predicate<IssuerKey> signed) {
        Question question = new Question(unverifiedKid, signed, scheduler.now());
        Step step = next(question);
        KeyLookup answer = step.answer();
        if (answer != null) {
            return answer;
        }
        if (!places.tryAcquire()) {
            return unanswered(question);
        }
        try {
            return awaited(question, step.fetch());
        } finally {
            places.release();
        }
    }

    /** Waits on the caller's own thread, so that no other caller's dependent stage can delay it. */
    private KeyLookup awaited(Question question, CompletableFuture<Void> first) {
        long limit = policy.keyWait().toNanos();
        CompletableFuture<Void> fetch = first;
        while (hasEnded(fetch, limit - (scheduler.now() - question.asked()))) {
            Step step = next(question);
            KeyLookup answer = step.answer();
            if (answer != null) {
                return answer;
            }
            fetch = step.fetch();
        }
        return unanswered(question);
    }

    /** Waits for at most this many nanoseconds, and returns false if the time has passed or the thread was interrupted. */
    static boolean hasEnded(CompletableFuture<Void> fetch, long within) {
        try {
            fetch.get(Math.max(within, 0), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    @Override
    public CompletionStage<KeyLookup> find(String unverifiedKid, Predicate<IssuerKey> signed) {
        Question question = new Question(unverifiedKid, signed, scheduler.now());
        Step step = next(question);
        KeyLookup answer = step.answer();
        return answer == null ? queue(question, step.fetch()) : CompletableFuture.completedFuture(answer);
    }

    private Step next(Question question) {
        Cached known = cache.trusted();
        KeyLookup byKid = known == null ? unavailable() : question.in(known.set());
        KeyLookup lookup = known == null ? byKid : staleKids.accept(known.set(), question, byKid);
        if (lookup instanceof KeyLookup.Found) {
            return Step.answered(lookup);
        }
        boolean asked = known != null && known.beganAfter(question.asked());
        CompletableFuture<Void> fetch = asked ? null : fetchAfter(byKid);
        if (fetch != null) {
            return Step.after(fetch);
        }
        boolean failing = cache.isFailing();
        if (!Objects.equals(cache.trusted(), known)) {
            return Step.after(ENDED); // a fetch has ended in the meantime
        }
        boolean untold = !asked && failing && mayChange(byKid);
        return Step.answered(known == null || untold ? unavailable() : refused(known, question, lookup));
    }

    private KeyLookup refused(Cached known, Question question, KeyLookup lookup) {
        staleKids.diagnose(known.set(), question);
        return lookup;
    }

    /** Returns whether a newer set could change the answer. */
    private boolean mayChange(KeyLookup byKid) {
        return byKid instanceof KeyLookup.Absent || (byKid instanceof KeyLookup.Mismatch && staleKids.areTolerated());
    }

    /**
     * Starts or joins a fetch if that is allowed, and returns it if it is worth waiting for. After a wrong signature it is only if stale
     * key ids are tolerated, since then another key may have made the signature.
     */
    private @Nullable CompletableFuture<Void> fetchAfter(KeyLookup byKid) {
        if (!(byKid instanceof KeyLookup.Mismatch)) {
            return cache.fetch(Occasion.UNKNOWN_KID);
        }
        CompletableFuture<Void> fetch = cache.fetch(Occasion.MISMATCH);
        return staleKids.areTolerated() ? fetch : null;
    }

    private KeyLookup unavailable() {
        return new KeyLookup.Unavailable(cache.pause());
    }

    /** Makes a lookup wait for a fetch: no longer than the time limit, and only if not too many are waiting already. */
    private CompletableFuture<KeyLookup> queue(Question question, CompletableFuture<Void> fetch) {
        if (!places.tryAcquire()) {
            return CompletableFuture.completedFuture(unanswered(question));
        }
        CompletableFuture<KeyLookup> answer = new CompletableFuture<>();
        Runnable inTime = scheduler.after(
                policy.keyWait().toNanos(),
                () -> executor.execute(() -> orFail(answer, () -> answer.complete(unanswered(question)))));
        answer.whenComplete((found, bug) -> {
            inTime.run();
            places.release();
        });
        follow(question, answer, fetch);
        return answer;
    }

    private void follow(Question question, CompletableFuture<KeyLookup> answer, CompletableFuture<Void> fetch) {
        fetch.thenRunAsync(() -> orFail(answer, () -> goOn(question, answer)), executor);
    }

    private void goOn(Question question, CompletableFuture<KeyLookup> answer) {
        if (answer.isDone()) {
            return;
        }
        Step step = next(question);
        KeyLookup found = step.answer();
        if (found == null) {
            follow(question, answer, step.fetch());
        } else {
            answer.complete(found);
        }
    }

    /** Runs a step, and passes an exception on to the caller: a bug must not leave a lookup waiting for ever. */
    private static void orFail(CompletableFuture<KeyLookup> answer, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            answer.completeExceptionally(bug);
        }
    }

    /** Returns the answer for a lookup that may not wait, or not any longer. */
    private KeyLookup unanswered(Question question) {
        Cached known = cache.trusted();
        KeyLookup byKid = known == null ? unavailable() : question.in(known.set());
        return mayChange(byKid) ? unavailable() : byKid;
    }

    @Override
    public CompletionStage<Set<String>> scopesSupported() {
        return cache.scopesSupported().minimalCompletionStage();
    }

    @Override
    public KeyHealth health() {
        return cache.health();
    }

    /**
     * Waits for the first key set, and closes the source if there is none in time.
     *
     * @throws IllegalStateException if there is no key set in time
     */
    void awaitKeys(IssuerLocation location) {
        long limit = policy.startUpLimit().toNanos();
        if (hasEnded(cache.firstSet(), limit)) {
            return;
        }
        FetchException failure = cache.failure();
        String cause = failure == null ? "there is no answer yet" : failure.getMessage();
        close();
        throw new IllegalStateException("start-up is required, and the keys of " + location
                + " could not be fetched within " + policy.startUpLimit() + ": " + cause);
    }

    /** Closes the source. Lookups that still wait end at once: with a known key, or with the answer that keys are unavailable. */
    @Override
    public void close() {
        cache.close();
        try {
            onClose.run();
        } finally {
            meters.close();
        }
    }
}
