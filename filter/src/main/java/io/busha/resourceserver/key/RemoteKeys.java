package io.busha.resourceserver.key;

import io.busha.resourceserver.key.KeyCache.Cached;
import io.busha.resourceserver.key.KeyCache.Occasion;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
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
    public CompletionStage<KeyLookup> find(String unverifiedKid, Predicate<RSAPublicKey> signed) {
        Question question = new Question(unverifiedKid, signed, alarm.now());
        CompletableFuture<KeyLookup> answer = answer(question);
        return answer.isDone() ? answer : bounded(question, answer);
    }

    private CompletableFuture<KeyLookup> answer(Question question) {
        Cached known = cache.trusted();
        KeyLookup lookup = known == null ? unavailable() : lookUp(known, question);
        if (lookup instanceof KeyLookup.Found) {
            return done(lookup);
        }
        if (known != null && known.beganAfter(question.asked())) {
            return done(refused(known, question, lookup));
        }
        CompletableFuture<Void> fetch = fetchAfter(lookup);
        if (fetch != null) {
            return fetch.thenComposeAsync(ended -> answer(question), executor);
        }
        boolean untold = lookup instanceof KeyLookup.Absent && cache.isFailing();
        return done(known == null || untold ? unavailable() : refused(known, question, lookup));
    }

    private KeyLookup lookUp(Cached known, Question question) {
        KeyLookup lookup = question.in(known.set());
        return lookup instanceof KeyLookup.Found
                ? lookup
                : staleKids.accept(known.set(), question).orElse(lookup);
    }

    private KeyLookup refused(Cached known, Question question, KeyLookup lookup) {
        staleKids.diagnose(known.set(), question);
        return lookup;
    }

    /** What is worth waiting for. A signature that does not hold is, only if another key may have made it. */
    private @Nullable CompletableFuture<Void> fetchAfter(KeyLookup lookup) {
        if (!(lookup instanceof KeyLookup.Mismatch)) {
            return cache.fetch(Occasion.UNKNOWN_KID);
        }
        CompletableFuture<Void> fetch = cache.fetch(Occasion.MISMATCH);
        return staleKids.areTolerated() ? fetch : null;
    }

    private static CompletableFuture<KeyLookup> done(KeyLookup answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private KeyLookup unavailable() {
        return new KeyLookup.Unavailable(cache.pause());
    }

    /** Nobody waits longer than the limit, nor in a crowd: a blocking door's threads are worth more than one answer. */
    private CompletionStage<KeyLookup> bounded(Question question, CompletableFuture<KeyLookup> answer) {
        if (!places.tryAcquire()) {
            return done(unanswered(question));
        }
        CompletableFuture<KeyLookup> bounded = new CompletableFuture<>();
        Runnable inTime = alarm.after(policy.keyWait().toNanos(), () -> bounded.complete(unanswered(question)));
        answer.thenAccept(bounded::complete);
        return bounded.whenComplete((found, never) -> {
            inTime.run();
            places.release();
        });
    }

    /** What can be said to somebody who may not wait. */
    private KeyLookup unanswered(Question question) {
        Cached known = cache.trusted();
        KeyLookup lookup = known == null ? unavailable() : question.in(known.set());
        return lookup instanceof KeyLookup.Absent ? unavailable() : lookup;
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
