package io.busha.resourceserver.key;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A set that was given once. */
final class FixedKeys implements KeySource {

    private final String issuer;
    private final KeySet keys;

    FixedKeys(String issuer, KeySet keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    @Override
    public CompletionStage<KeyLookup> find(String unverifiedKid) {
        var found = keys.find(unverifiedKid);
        return CompletableFuture.completedFuture(
                found.isEmpty() ? KeyLookup.Absent.INSTANCE : new KeyLookup.Found(issuer, found));
    }

    @Override
    public CompletionStage<Set<String>> scopesSupported() {
        return CompletableFuture.completedStage(Set.of());
    }

    @Override
    public void close() {}
}
