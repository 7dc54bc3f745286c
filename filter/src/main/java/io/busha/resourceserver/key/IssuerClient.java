package io.busha.resourceserver.key;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an issuer's documents: its keys each time, its configuration every hour and whenever the keys are no longer at their URL. The
 * exact issuer name from the first configuration stays the only one accepted. Called by one fetch at a time.
 */
final class IssuerClient {

    private static final long CONFIGURATION_AGE = Duration.ofHours(1).toNanos();
    private static final long PAUSE = Duration.ofMinutes(5).toNanos();

    private final IssuerLocation location;
    private final FetchLimits limits;
    private final BoundedGet http;
    private final SignatureProvider provider;
    private final Scheduler scheduler;
    private volatile @Nullable Known known;

    /** The last good configuration, and when it must be read again. */
    private record Known(Discovery discovery, long due) {}

    /** One fetch: its deadline, and whether it has read the configuration. */
    private record Fetch(long deadline, boolean rediscovered) {}

    IssuerClient(
            IssuerLocation location,
            FetchLimits limits,
            BoundedGet http,
            SignatureProvider provider,
            Scheduler scheduler) {
        this.location = location;
        this.limits = limits;
        this.http = http;
        this.provider = provider;
        this.scheduler = scheduler;
    }

    /** Fetches the keys. Never blocks. */
    CompletableFuture<TrustedSet> fetch() {
        return configuredKeys(new Fetch(scheduler.now() + limits.fetch().toNanos(), false));
    }

    /** Returns the URL of the keys of the last good fetch. */
    URI jwksUri() {
        return Objects.requireNonNull(known).discovery.jwksUri();
    }

    private CompletableFuture<TrustedSet> configuredKeys(Fetch fetch) {
        Known last = known;
        if (last != null && scheduler.now() - last.due < 0) {
            return keys(last.discovery, fetch);
        }
        CompletableFuture<Discovery> discovery = last == null
                ? discovered(fetch, limits.exchange())
                : discovered(fetch, limits.rereading()).exceptionally(problem -> lastUnlessContradicted(last, problem));
        return discovery.thenCompose(found -> keys(found, new Fetch(fetch.deadline, true)));
    }

    /**
     * Returns the last configuration if a new one cannot be fetched just now, and does not ask for one again for a while: fetching the keys
     * may still work. Throws if there is a new configuration with a wrong issuer or key URL: then the last one is no longer valid.
     */
    private Discovery lastUnlessContradicted(Known last, Throwable problem) {
        FetchException failure = FetchException.of(problem);
        return switch (failure.kind()) {
            case WRONG_ISSUER, WRONG_JWKS_URI -> throw new CompletionException(failure);
            default -> {
                known = new Known(last.discovery, scheduler.now() + PAUSE);
                yield last.discovery;
            }
        };
    }

    private CompletableFuture<Discovery> discovered(Fetch fetch, Duration limit) {
        long asked = scheduler.now();
        URI uri = location.discovery();
        return get(uri, fetch, limit)
                .thenApply(document -> read(uri, () -> {
                    Discovery discovery = Discovery.parse(document, location);
                    Known last = known;
                    if (last != null && !last.discovery.issuer().equals(discovery.issuer())) {
                        throw new FetchException(
                                FetchException.Kind.WRONG_ISSUER, "the issuer announces another name than before");
                    }
                    known = new Known(discovery, asked + CONFIGURATION_AGE);
                    return discovery;
                }));
    }

    private CompletableFuture<TrustedSet> keys(Discovery discovery, Fetch fetch) {
        URI uri = discovery.jwksUri();
        CompletableFuture<TrustedSet> keys = get(uri, fetch, limits.exchange())
                .thenApply(jwks -> read(
                        uri,
                        () -> new TrustedSet(
                                discovery.issuer(), KeySet.parse(jwks, provider), discovery.scopesSupported())));
        return fetch.rediscovered ? keys : keys.exceptionallyCompose(problem -> moved(uri, fetch, problem));
    }

    /** Fetches the keys from another URL if they are gone from this one and the configuration names another. */
    private CompletableFuture<TrustedSet> moved(URI before, Fetch fetch, Throwable problem) {
        CompletableFuture<TrustedSet> failed = CompletableFuture.failedFuture(problem);
        if (!FetchException.of(problem).isGone()) {
            return failed;
        }
        return discovered(fetch, limits.exchange())
                .thenCompose(discovery ->
                        discovery.jwksUri().equals(before) ? failed : keys(discovery, new Fetch(fetch.deadline, true)));
    }

    private CompletableFuture<String> get(URI uri, Fetch fetch, Duration limit) {
        Duration left = Duration.ofNanos(Math.max(fetch.deadline - scheduler.now(), 0));
        return http.get(uri, left.compareTo(limit) < 0 ? left : limit);
    }

    private interface Reading<T> {
        T read() throws FetchException;
    }

    private static <T> T read(URI uri, Reading<T> reading) {
        try {
            return reading.read();
        } catch (FetchException e) {
            throw new CompletionException(e.at(uri));
        }
    }
}
