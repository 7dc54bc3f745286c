package io.busha.resourceserver.key;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint from which a whole fleet fetches its keys. Counts the requests and answers each after 20 to 80 ms, in the state at
 * its arrival. Not thread-safe.
 */
final class JwksEndpoint {

    private static final long MIN_LATENCY = Duration.ofMillis(20).toNanos();
    private static final long MAX_LATENCY = Duration.ofMillis(80).toNanos();

    private final FleetTime time;
    private final SplittableRandom random;
    private final FetchException internalError = FetchException.status(500, Duration.ZERO);
    private final FetchException tooMany = FetchException.status(429, Duration.ofSeconds(5));
    private final Arrivals arrivals = new Arrivals();
    private TrustedSet published;
    private boolean down;
    private int maxPerSecond = Integer.MAX_VALUE;
    private long second;
    private int inThisSecond;

    JwksEndpoint(FleetTime time, SplittableRandom random, TrustedSet published) {
        this.time = time;
        this.random = random;
        this.published = published;
    }

    CompletableFuture<TrustedSet> fetch() {
        arrivals.add(time.now());
        FetchException refusal = refusal();
        TrustedSet set = published;
        CompletableFuture<TrustedSet> answer = new CompletableFuture<>();
        time.after(random.nextLong(MIN_LATENCY, MAX_LATENCY), () -> {
            if (refusal == null) {
                answer.complete(set);
            } else {
                answer.completeExceptionally(refusal);
            }
        });
        return answer;
    }

    private @Nullable FetchException refusal() {
        if (down) {
            return internalError;
        }
        long now = time.now() / Arrivals.SECOND.toNanos();
        inThisSecond = now == second ? inThisSecond + 1 : 1;
        second = now;
        return inThisSecond > maxPerSecond ? tooMany : null;
    }

    void publish(TrustedSet set) {
        published = set;
    }

    /** Answers every request with status 500. */
    void goDown() {
        down = true;
    }

    /** Answers normally again, up to this many requests per second; answers others with status 429 and {@code Retry-After: 5}. */
    void comeUp(int maxPerSecond) {
        down = false;
        this.maxPerSecond = maxPerSecond;
    }

    Arrivals arrivals() {
        return arrivals;
    }
}
