package io.busha.resourceserver.key;

import io.busha.resourceserver.key.KeyCache.Cached;
import io.busha.resourceserver.key.KeyCache.Occasion;
import java.time.Duration;
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

    private final KeyCache cache;
    private final KeyPolicy policy;
    private final Alarm alarm;
    private final Executor executor;
    private final KeyMeters meters;
    private final StaleKids staleKids;
    private final Runnable onClose;
    private final Semaphore places;

    /** Keys that begin to be fetched at once. Whoever had to wait goes on on the executor. */
    RemoteKeys(KeyCache cache, KeyPolicy policy, Alarm alarm, Executor executor, KeyMeters meters, Runnable onClose) {
        this.cache = cache;
        this.policy = policy;
        this.alarm = alarm;
        this.executor = executor;
        this.meters = meters;
        this.onClose = onClose;
        this.staleKids = new StaleKids(policy, meters.staleKidHits(), alarm::now);
        this.places = new Semaphore(policy.mostWaiting());
        meters.watchWaiting(() -> policy.mostWaiting() - places.availablePermits());
        cache.fetch(Occasion.SCHEDULED);
    }

    @Override
    public CompletionStage<KeyLookup> find(String unverifiedKid, Predicate<IssuerKey> signed) {
        Question question = new Question(unverifiedKid, signed, alarm.now());
        CompletableFuture<KeyLookup> answer = new CompletableFuture<>();
        CompletableFuture<Void> fetch = advance(question, answer);
        if (fetch != null) {
            queue(question, answer, fetch);
        }
        return answer;
    }

    /** Answers; or gives the fetch that must end first. */
    private @Nullable CompletableFuture<Void> advance(Question question, CompletableFuture<KeyLookup> answer) {
        Cached known = cache.trusted();
        KeyLookup byKid = known == null ? unavailable() : question.in(known.set());
        KeyLookup lookup = known == null ? byKid : staleKids.accept(known.set(), question, byKid);
        if (lookup instanceof KeyLookup.Found) {
            answer.complete(lookup);
            return null;
        }
        boolean asked = known != null && known.beganAfter(question.asked());
        CompletableFuture<Void> fetch = asked ? null : fetchAfter(byKid);
        if (fetch != null) {
            return fetch;
        }
        boolean failing = cache.isFailing();
        if (!Objects.equals(cache.trusted(), known)) {
            return advance(question, answer); // a fetch has ended meanwhile
        }
        boolean untold = !asked && failing && mayChange(byKid);
        answer.complete(known == null || untold ? unavailable() : refused(known, question, lookup));
        return null;
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

    /** Nobody waits longer than the limit, nor in a crowd: a blocking door's threads are worth more than one answer. */
    private void queue(Question question, CompletableFuture<KeyLookup> answer, CompletableFuture<Void> fetch) {
        if (!places.tryAcquire()) {
            answer.complete(unanswered(question));
            return;
        }
        Runnable inTime = alarm.after(
                policy.keyWait().toNanos(), () -> orFail(answer, () -> answer.complete(unanswered(question))));
        answer.whenComplete((found, bug) -> {
            inTime.run();
            places.release();
        });
        follow(question, answer, fetch);
    }

    private void follow(Question question, CompletableFuture<KeyLookup> answer, CompletableFuture<Void> fetch) {
        fetch.thenRunAsync(() -> orFail(answer, () -> goOn(question, answer)), executor);
    }

    private void goOn(Question question, CompletableFuture<KeyLookup> answer) {
        CompletableFuture<Void> next = answer.isDone() ? null : advance(question, answer);
        if (next != null) {
            follow(question, answer, next);
        }
    }

    /** A bug is for the caller to see, and no reason to wait for ever. */
    private static void orFail(CompletableFuture<KeyLookup> answer, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
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

    /** Waits for the first good fetch, and closes itself where there is none in time. */
    void awaitKeys(IssuerLocation location) {
        Duration limit = policy.startUpLimit();
        try {
            cache.scopesSupported().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            FetchException failure = cache.failure();
            String cause = failure == null ? "no answer has come yet" : failure.getMessage();
            close();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException(
                    "start-up is required, and the keys of " + location + " could not be fetched within " + limit + ": "
                            + cause,
                    e);
        }
    }

    /** Whoever still waits is told at once that the keys are unavailable, or gets the key that is known. */
    @Override
    public void close() {
        cache.close();
        meters.close();
        onClose.run();
    }
}
