package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens whose key id is not that of the key that signed them: some issuers give a refreshed token the id that its session
 * began with. Tolerated, they are looked for among the newest other keys; otherwise now and then, to tell the operator.
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
     * None seen yet.
     *
     * @param teller runs what calls a logger
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

    /** What becomes of a token that its own key did not sign: where it is tolerated, the other key that did is looked for. */
    KeyLookup accept(TrustedSet set, Question question, KeyLookup byKid) {
        if (!tolerated || byKid instanceof KeyLookup.Found) {
            return byKid;
        }
        for (IssuerKey key : set.keys().newestBut(question.kid(), MAX_OTHERS)) {
            if (!verifications.take(clock.getAsLong())) {
                return new KeyLookup.Unavailable(Duration.ofSeconds(1)); // nobody looked, so nobody can say
            }
            if (question.signed().test(key)) {
                hits.increment();
                return new KeyLookup.Found(set.issuer(), key);
            }
        }
        return byKid;
    }

    /** Where it is not tolerated: spends a verification a second on a token that is refused, with each key in its turn. */
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
                    "A token was refused whose key id is not that of the key that signed it. Some issuers refresh tokens"
                            + " so after a key rotation; to accept them, set tolerate-stale-kid to true"));
        }
    }
}
