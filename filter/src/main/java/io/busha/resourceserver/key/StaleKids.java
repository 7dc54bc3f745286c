package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.key.internal.KeyLookup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles tokens whose key id is not that of the key that signed them: some issuers give a refreshed token the key id with which its
 * session began. If such tokens are tolerated, the newest other keys are tried; if not, one is tried now and then, to inform the operator.
 * Thread-safe.
 */
final class StaleKids {

    private static final Logger LOG = LoggerFactory.getLogger(StaleKids.class);
    private static final int MAX_OTHERS = 4;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(10).toNanos();

    private final boolean tolerated;
    private final RateLimit verifications;
    private final RateLimit warnings = new RateLimit(1, BETWEEN_WARNINGS);
    private final AtomicInteger turns = new AtomicInteger();
    private final LongAdder hits;
    private final LongSupplier clock;
    private final Executor teller;

    /**
     * Creates an instance that has not seen any token.
     *
     * @param hits counts the tokens for which another key was found
     * @param clock monotonic nanoseconds, as {@link System#nanoTime()}
     * @param teller runs calls to the logger
     */
    StaleKids(KeyPolicy policy, LongAdder hits, LongSupplier clock, Executor teller) {
        this.tolerated = policy.toleratesStaleKid();
        this.verifications = new RateLimit(tolerated ? policy.staleKidRate() : 1, SECOND);
        this.hits = hits;
        this.clock = clock;
        this.teller = teller;
    }

    boolean areTolerated() {
        return tolerated;
    }

    /**
     * Returns the final answer for a token. If stale key ids are tolerated and no key under the token's own id signed it, looks for another
     * key that did.
     */
    KeyLookup accept(TrustedSet set, Question question, KeyLookup byKid) {
        if (!tolerated || byKid instanceof KeyLookup.Found) {
            return byKid;
        }
        for (IssuerKey key : set.keys().newestBut(question.kid(), MAX_OTHERS)) {
            if (!verifications.take(clock.getAsLong())) {
                return new KeyLookup.Unavailable(
                        Duration.ofSeconds(1)); // not all keys were tried, so there is no answer
            }
            if (question.signed().test(key)) {
                hits.increment();
                return new KeyLookup.Found(set.issuer(), key);
            }
        }
        return byKid;
    }

    /**
     * Spends at most one verification a second on rejected tokens, trying the other keys in turn; only if stale key ids are not tolerated.
     */
    void diagnose(TrustedSet set, Question question) {
        if (tolerated || !verifications.take(clock.getAsLong())) {
            return;
        }
        List<IssuerKey> others = set.keys().newestBut(question.kid(), MAX_OTHERS);
        if (others.isEmpty()) {
            return;
        }
        IssuerKey key = others.get(Math.floorMod(turns.getAndIncrement(), others.size()));
        if (question.signed().test(key)) {
            hits.increment();
            warn();
        }
    }

    private void warn() {
        if (warnings.take(clock.getAsLong())) {
            teller.execute(() -> LOG.warn(
                    "A token was rejected because its key id is not that of the key that signed it. Some issuers refresh tokens"
                            + " this way after a key rotation; to accept them, set tolerate-stale-kid to true"));
        }
    }
}
