package io.busha.resourceserver.key;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Asks an issuer: its configuration once, its keys each time. Called by one fetch at a time. */
final class IssuerClient {

    private final IssuerLocation location;
    private final BoundedGet http;
    private final Executor executor;
    private volatile @Nullable Discovery known;

    IssuerClient(IssuerLocation location, BoundedGet http, Executor executor) {
        this.location = location;
        this.http = http;
        this.executor = executor;
    }

    /** Never blocks, and does nothing on the caller's thread. */
    CompletableFuture<TrustedSet> fetch() {
        return CompletableFuture.completedFuture(known).thenComposeAsync(this::fetchKeys, executor);
    }

    private CompletableFuture<TrustedSet> fetchKeys(@Nullable Discovery discovery) {
        if (discovery == null) {
            return http.get(location.discovery()).thenCompose(document -> fetchKeys(discovered(document)));
        }
        return http.get(discovery.jwksUri())
                .thenApply(jwks -> new TrustedSet(discovery.issuer(), keys(jwks), discovery.scopesSupported()));
    }

    private Discovery discovered(String document) {
        try {
            Discovery discovery = Discovery.parse(document, location);
            known = discovery;
            return discovery;
        } catch (FetchException e) {
            throw new CompletionException(e);
        }
    }

    private static KeySet keys(String jwks) {
        try {
            return KeySet.parse(jwks);
        } catch (FetchException e) {
            throw new CompletionException(e);
        }
    }
}
