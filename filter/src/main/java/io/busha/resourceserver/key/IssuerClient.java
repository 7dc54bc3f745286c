package io.busha.resourceserver.key;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an issuer: its keys each time, its configuration every hour, and where the keys are gone from their place. The issuer
 * that it named first stays the issuer. Called by one fetch at a time.
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

    /** The last good configuration, and when it is to be read again. */
    private record Known(Discovery discovery, long due) {}

    /** One fetch: until when it may take, and whether it has asked for the configuration. */
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

    /** Never blocks. */
    CompletableFuture<TrustedSet> fetch() {
        return configuredKeys(new Fetch(scheduler.now() + limits.fetch().toNanos(), false));
    }

    /** Where the keys of the last good fetch came from. */
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
     * An issuer that cannot tell its configuration just now still has the old one, and is left alone for a while: the keys may
     * be well. One that tells another does not.
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
                                FetchException.Kind.WRONG_ISSUER, "the issuer is no longer the one it was");
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

    /** Keys that are gone from where they were may be somewhere else. */
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
