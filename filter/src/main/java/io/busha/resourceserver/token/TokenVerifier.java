package io.busha.resourceserver.token;

import io.busha.resourceserver.key.KeyLookup;
import io.busha.resourceserver.key.KeySource;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells whether a bearer token is a valid access token of one issuer, for one of a set of clients, by its signature and its
 * claims alone. Knows nothing of HTTP. Immutable and thread-safe.
 */
public final class TokenVerifier {

    private final KeySource keys;
    private final AccessTokenRules rules;

    private TokenVerifier(KeySource keys, AccessTokenRules rules) {
        this.keys = keys;
        this.rules = rules;
    }

    /**
     * A verifier.
     *
     * @param keys the issuer's keys; closing them stays the caller's business
     * @param clientIds the clients whose tokens are accepted, at least one
     * @param clockSkew how far the issuer's clock may be off, either way
     * @param clock the wall clock
     * @throws IllegalArgumentException where no client is named
     */
    public static TokenVerifier of(KeySource keys, Set<String> clientIds, Duration clockSkew, Clock clock) {
        if (clientIds.isEmpty()) {
            throw new IllegalArgumentException("name at least one client id");
        }
        return new TokenVerifier(keys, new AccessTokenRules(Set.copyOf(clientIds), clockSkew, clock));
    }

    /** The same as {@link #verifyAsync}, waited for: no longer than the key source's own limit. */
    public Verification verify(BearerToken token) {
        return verifyAsync(token).toCompletableFuture().join();
    }

    /**
     * Verifies a token: its header, its key, its signature, and only then its claims. The stage is complete at once unless
     * keys must be fetched first. It never completes exceptionally for what a token holds.
     */
    public CompletionStage<Verification> verifyAsync(BearerToken token) {
        CompactToken parts;
        String unverifiedKid;
        try {
            parts = CompactToken.parse(token);
            unverifiedKid = Header.unverifiedKid(parts.header());
        } catch (Rejected e) {
            return CompletableFuture.completedFuture(Refusal.of(e.reason()));
        }
        return keys.find(unverifiedKid, key -> SignatureCheck.holds(parts, key))
                .thenApply(lookup -> verify(parts, lookup));
    }

    private Verification verify(CompactToken token, KeyLookup lookup) {
        if (lookup instanceof KeyLookup.Unavailable unavailable) {
            return Refusal.keysUnavailable(unavailable.retryAfter());
        }
        if (!(lookup instanceof KeyLookup.Found found)) {
            return Refusal.of(lookup instanceof KeyLookup.Mismatch ? Reason.INVALID_SIGNATURE : Reason.UNKNOWN_KEY);
        }
        try {
            return rules.check(Claims.parse(token.payload()), found.issuer());
        } catch (Rejected e) {
            return Refusal.of(e.reason());
        }
    }
}
