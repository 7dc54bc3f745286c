package io.busha.resourceserver.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.busha.resourceserver.key.internal.MeterSet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Caches verified tokens until they expire, by the SHA-256 of their text, which is not kept. The cache is bounded by number and by bytes.
 * On every use of a cached token, {@link TokenVerifier} checks whatever may have changed. Thread-safe.
 */
public final class TokenCache implements AutoCloseable {

    private static final String PREFIX = "busha.tokens.";

    private final Cache<Fingerprint, CachedToken> cache;
    private final MeterSet meters;

    private TokenCache(Cache<Fingerprint, CachedToken> cache, MeterSet meters) {
        this.cache = cache;
        this.meters = meters;
    }

    /**
     * Creates an empty cache.
     *
     * @param maxTokens the maximum number of tokens; which ones are dropped beyond that depends on how often they are used
     * @param maxBytes the maximum size on the heap, as estimated
     * @param clockSkew how long after its expiry a token is still valid
     * @param clock the wall clock that decides when tokens expire
     * @param registry registry of the meters {@code busha.tokens.*}, which are removed when the cache is closed
     * @param tags tags that distinguish these meters from others of the same name
     */
    public static TokenCache atMost(
            int maxTokens, long maxBytes, Duration clockSkew, Clock clock, MeterRegistry registry, Tags tags) {
        // Each token weighs at least an equal share of the bytes, so there are never more than maxTokens.
        int share = (int) Math.max(1, Math.min(Integer.MAX_VALUE, maxBytes / maxTokens));
        Cache<Fingerprint, CachedToken> cache = Caffeine.newBuilder()
                .maximumWeight((long) share * maxTokens)
                .weigher((Fingerprint text, CachedToken known) -> Math.max(known.bytes(), share))
                .expireAfter(Expiry.<Fingerprint, CachedToken>creating((text, known) -> Duration.between(
                        clock.instant().minus(clockSkew), known.token().expiresAt())))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .recordStats()
                .build();
        return new TokenCache(cache, meters(cache, registry, tags));
    }

    private static MeterSet meters(Cache<Fingerprint, CachedToken> cache, MeterRegistry registry, Tags tags) {
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

    @Nullable CachedToken find(Fingerprint text) {
        return cache.getIfPresent(text);
    }

    void remember(Fingerprint text, CachedToken known) {
        cache.put(text, known);
    }

    /** Removes all tokens and the meters. */
    @Override
    public void close() {
        cache.invalidateAll();
        meters.close();
    }
}
