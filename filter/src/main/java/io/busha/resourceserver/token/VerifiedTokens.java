package io.busha.resourceserver.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micrometer.core.instrument.search.Search;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were verified, by the SHA-256 of their text, which is not kept: a bounded number, each until it expires. Whatever
 * may change meanwhile is checked again each time by the {@link TokenVerifier}. Thread-safe.
 */
public final class VerifiedTokens implements AutoCloseable {

    private static final String NAME = "busha.tokens";

    private final Cache<Fingerprint, KnownToken> cache;
    private final MeterRegistry registry;
    private final Tags tags;

    private VerifiedTokens(Cache<Fingerprint, KnownToken> cache, MeterRegistry registry, Tags tags) {
        this.cache = cache;
        this.registry = registry;
        this.tags = tags;
    }

    /**
     * Nothing yet.
     *
     * @param most how many tokens are remembered; which ones are dropped beyond that depends on how often they are used
     * @param clockSkew how long after its expiry a token is still valid
     * @param clock the wall clock that tokens expire by
     * @param registry where the meters {@code cache.*} are kept, under {@code cache=busha.tokens}, until this is closed
     * @param tags what tells these meters from others of that name
     */
    public static VerifiedTokens atMost(int most, Duration clockSkew, Clock clock, MeterRegistry registry, Tags tags) {
        Cache<Fingerprint, KnownToken> cache = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<Fingerprint, KnownToken>creating((text, known) -> Duration.between(
                        clock.instant().minus(clockSkew), known.token().expiresAt())))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .recordStats()
                .build();
        CaffeineCacheMetrics.monitor(registry, cache, NAME, tags);
        return new VerifiedTokens(cache, registry, tags);
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
        Search.in(registry).tag("cache", NAME).tags(tags).meters().forEach(registry::remove);
    }
}
