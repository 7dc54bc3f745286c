package io.busha.resourceserver.token;

import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.key.internal.KeyLookup;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a bearer token is a valid access token of one issuer for one of a set of clients, from its signature and claims alone.
 * Knows nothing of HTTP. Thread-safe.
 */
public final class TokenVerifier implements AutoCloseable {

    /** The clocks of an issuer and of this machine differ by less. What a token says beyond that is no time of a clock. */
    public static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofHours(1);

    private final KeySource keys;
    private final AccessTokenRules rules;
    private final HeaderCache headers = new HeaderCache();
    private final @Nullable TokenCache cache;
    private final LongAccumulator latestIssue;

    private TokenVerifier(
            KeySource keys, AccessTokenRules rules, @Nullable TokenCache cache, LongAccumulator latestIssue) {
        this.latestIssue = latestIssue;
        this.keys = keys;
        this.rules = rules;
        this.cache = cache;
    }

    /**
     * Creates a verifier.
     *
     * @param keys the issuer's keys; closing them remains the caller's task
     * @param clientIds the clients whose tokens are accepted, at least one
     * @param clockSkew how far the issuer's clock may be off, in either direction
     * @param clock the wall clock
     * @throws IllegalArgumentException if there is no client id
     */
    public static TokenVerifier of(KeySource keys, Set<String> clientIds, Duration clockSkew, Clock clock) {
        if (clientIds.isEmpty()) {
            throw new IllegalArgumentException("at least one client id is required");
        }
        return new TokenVerifier(
                keys,
                new AccessTokenRules(Set.copyOf(clientIds), clockSkew, clock),
                null,
                new LongAccumulator(Math::max, 0));
    }

    /**
     * Returns a copy with a token cache of its own, so that it need not verify the signature and read the claims of a token again. Close it
     * to remove the meters of the cache.
     *
     * @param maxTokens the maximum number of tokens; which ones are dropped beyond that depends on how often they are used
     * @param maxBytes the maximum size of the cache on the heap, as estimated
     * @param registry registry of the meters {@code busha.tokens.*}
     * @param tags tags that distinguish these meters from others of the same name
     */
    public TokenVerifier withCache(int maxTokens, long maxBytes, MeterRegistry registry, Tags tags) {
        return withCache(TokenCache.atMost(maxTokens, maxBytes, rules.clockSkew(), rules.clock(), registry, tags));
    }

    TokenVerifier withCache(TokenCache tokens) {
        return new TokenVerifier(keys, rules, tokens, latestIssue);
    }

    /**
     * Verifies a token: its header, its key, its signature, and only then its claims. If the token is in the token cache, its signer and
     * claims are known; everything else is checked again. If keys must be fetched first, blocks no longer than the time limit of the key
     * source.
     */
    public Verification verify(BearerToken token) {
        try {
            Examination examination = examination(token);
            return examination.judge(keys.await(examination.unverifiedKid, examination.signed));
        } catch (InvalidTokenException e) {
            return Rejection.of(e.reason());
        }
    }

    /**
     * Verifies a token as {@link #verify} does, without blocking. The stage is complete at once unless keys must be fetched first; stages
     * that depend on it must not block. It never completes exceptionally because of the content of a token.
     */
    public CompletionStage<Verification> verifyAsync(BearerToken token) {
        try {
            Examination examination = examination(token);
            return keys.find(examination.unverifiedKid, examination.signed).thenApply(examination::judge);
        } catch (InvalidTokenException e) {
            return CompletableFuture.completedFuture(Rejection.of(e.reason()));
        }
    }

    /**
     * Returns whether a token that another verifier of the same issuer has verified is valid here too: for one of these clients, at this
     * moment. The signature is not verified again.
     */
    public boolean accepts(VerifiedToken token) {
        try {
            rules.checkOfAnother(token);
            noteIssue(token);
            return true;
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    /** Leaves out what no issuer's clock can show: it would be the latest for ever. */
    private void noteIssue(VerifiedToken token) {
        Instant limit = rules.clock().instant().plus(MAX_CLOCK_DIFFERENCE);
        token.issuedAt()
                .filter(issued -> issued.isBefore(limit))
                .ifPresent(issued -> latestIssue.accumulate(issued.getEpochSecond()));
    }

    /**
     * Returns the latest {@code iat} of all tokens verified so far, in seconds since the epoch; 0 if there was none. A time that is
     * {@link #MAX_CLOCK_DIFFERENCE} or more ahead of this machine's clock does not count.
     */
    public long latestIssue() {
        return latestIssue.get();
    }

    /** Empties the token cache and removes its meters, if there is one. Does not close the keys. */
    @Override
    public void close() {
        if (cache != null) {
            cache.close();
        }
    }

    /** The question to the key source about a token, and how its claims are checked once the signature is known to be valid. */
    private record Examination(
            String unverifiedKid, Predicate<IssuerKey> signed, Function<KeyLookup.Found, VerifiedToken> claims) {

        Verification judge(KeyLookup lookup) {
            if (lookup instanceof KeyLookup.Unavailable unavailable) {
                return Rejection.keysUnavailable(unavailable.retryAfter());
            }
            if (!(lookup instanceof KeyLookup.Found signer)) {
                return Rejection.of(
                        lookup instanceof KeyLookup.Mismatch ? Reason.INVALID_SIGNATURE : Reason.UNKNOWN_KEY);
            }
            try {
                return claims.apply(signer);
            } catch (InvalidTokenException e) {
                return Rejection.of(e.reason());
            }
        }
    }

    private Examination examination(BearerToken token) {
        if (cache == null) {
            return examination(token, verified -> {});
        }
        Fingerprint text = Fingerprint.of(token);
        CachedToken cached = cache.find(text);
        return cached == null
                ? examination(token, verified -> cache.add(text, verified))
                : new Examination(
                        cached.kid(), cached::signedBy, signer -> rules.checkAgain(cached.token(), signer.issuer()));
    }

    private Examination examination(BearerToken token, Consumer<CachedToken> store) {
        CompactToken parts = CompactToken.parse(token);
        String unverifiedKid = headers.unverifiedKid(parts);
        return new Examination(unverifiedKid, parts::signedBy, signer -> {
            VerifiedToken verified = rules.check(Claims.parse(parts.payload()), signer.issuer());
            noteIssue(verified);
            headers.add(parts, unverifiedKid);
            store.accept(new CachedToken(unverifiedKid, signer.key().thumbprint(), verified));
            return verified;
        });
    }
}
