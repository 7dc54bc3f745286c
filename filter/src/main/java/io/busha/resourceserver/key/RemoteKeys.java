package io.busha.resourceserver.key;

import io.busha.resourceserver.key.KeyCache.Cached;
import io.busha.resourceserver.key.KeyCache.Occasion;
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
 * Keys that an issuer publishes. A known key is found at once. An unknown one is looked for by a fetch that begins after the
 * question, joined if one is on its way; where fetches fail nobody waits until the next attempt has begun.
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

    /** What is known of a question: its answer, or the fetch that must end before there is one. */
    private record Step(@Nullable KeyLookup answer, CompletableFuture<Void> fetch) {

        static Step answered(KeyLookup answer) {
            return new Step(answer, ENDED);
        }

        static Step after(CompletableFuture<Void> fetch) {
            return new Step(null, fetch);
        }
    }

    /** Keys that begin to be fetched at once. Lookups that do not block their caller continue on the executor after a fetch. */
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

    /** On the caller's own thread, so that nobody else's continuation can hold it up. */
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

    /** Waits so many nanoseconds at most; false if that was not enough, or the thread was interrupted. */
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
            return Step.after(ENDED); // a fetch has ended meanwhile
        }
        boolean untold = !asked && failing && mayChange(byKid);
        return Step.answered(known == null || untold ? unavailable() : refused(known, question, lookup));
    }

    private KeyLookup refused(Cached known, Question question, KeyLookup lookup) {
        staleKids.diagnose(known.set(), question);
        return lookup;
    }

    /** Whether a newer set could say something else. */
    private boolean mayChange(KeyLookup byKid) {
        return byKid instanceof KeyLookup.Absent || (byKid instanceof KeyLookup.Mismatch && staleKids.areTolerated());
    }

    /** What is worth waiting for. A signature that does not hold is, only if another key may have made it. */
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

    /** Nobody waits longer than the limit, nor in a crowd. */
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

    /** A bug is for the caller to see, and no reason to wait for ever. */
    private static void orFail(CompletableFuture<KeyLookup> answer, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error bug) {
            answer.completeExceptionally(bug);
        }
    }

    /** What can be said to somebody who may not wait. */
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

    /** Waits for the first set of keys, and closes itself where there is none in time. */
    void awaitKeys(IssuerLocation location) {
        long limit = policy.startUpLimit().toNanos();
        if (hasEnded(cache.firstSet(), limit)) {
            return;
        }
        FetchException failure = cache.failure();
        String cause = failure == null ? "no answer has come yet" : failure.getMessage();
        close();
        throw new IllegalStateException("start-up is required, and the keys of " + location
                + " could not be fetched within " + policy.startUpLimit() + ": " + cause);
    }

    /** Whoever still waits is told at once that the keys are unavailable, or gets the key that is known. */
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
