package io.busha.resourceserver.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.busha.resourceserver.key.MeterSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified, by the SHA-256 of their text, which is not kept: bounded by number and by bytes, each until it expires.
 * Whatever may change meanwhile is checked again each time by the {@link TokenVerifier}. Thread-safe.
 */
public final class VerifiedTokens implements AutoCloseable {

    private static final String PREFIX = "busha.tokens.";

    private final Cache<Fingerprint, KnownToken> cache;
    private final MeterSet meters;

    private VerifiedTokens(Cache<Fingerprint, KnownToken> cache, MeterSet meters) {
        this.cache = cache;
        this.meters = meters;
    }

    /**
     * Nothing yet.
     *
     * @param most how many tokens are remembered; which ones are dropped beyond that depends on how often they are used
     * @param mostBytes how much of the heap they may take, as estimated
     * @param clockSkew how long after its expiry a token is still valid
     * @param clock the wall clock that tokens expire by
     * @param registry where the meters {@code busha.tokens.*} are kept until this is closed
     * @param tags what tells these meters from others of that name
     */
    public static VerifiedTokens atMost(
            int most, long mostBytes, Duration clockSkew, Clock clock, MeterRegistry registry, Tags tags) {
        // Each weighs an equal share of the bytes at least, and so there are never more than that number.
        int share = (int) Math.max(1, Math.min(Integer.MAX_VALUE, mostBytes / most));
        Cache<Fingerprint, KnownToken> cache = Caffeine.newBuilder()
                .maximumWeight((long) share * most)
                .weigher((Fingerprint text, KnownToken known) -> Math.max(known.bytes(), share))
                .expireAfter(Expiry.<Fingerprint, KnownToken>creating((text, known) -> Duration.between(
                        clock.instant().minus(clockSkew), known.token().expiresAt())))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .recordStats()
                .build();
        return new VerifiedTokens(cache, meters(cache, registry, tags));
    }

    private static MeterSet meters(Cache<Fingerprint, KnownToken> cache, MeterRegistry registry, Tags tags) {
        MeterSet meters = new MeterSet(registry, tags);
        String gets = "Tokens that were looked up among the verified ones";
        meters.count(PREFIX + "gets", gets, Tags.of("result", "hit"), () -> cache.stats()
                .hitCount());
        meters.count(PREFIX + "gets", gets, Tags.of("result", "miss"), () -> cache.stats()
                .missCount());
        meters.count(
                PREFIX + "evictions", "Tokens that were dropped, for age or for room", Tags.empty(), () -> cache.stats()
                        .evictionCount());
        meters.gauge(PREFIX + "size", "Remembered tokens", cache::estimatedSize);
        return meters;
    }

    @Nullable KnownToken find(Fingerprint text) {
        return cache.getIfPresent(text);
    }

    void remember(Fingerprint text, KnownToken known) {
        cache.put(text, known);
    }

    /** Forgets everything, and ends the meters. */
    @Override
    public void close() {
        cache.invalidateAll();
        meters.close();
    }
}
