package io.busha.resourceserver.token;

import io.busha.resourceserver.key.KeyLookup;
import io.busha.resourceserver.key.KeySource;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a bearer token is a valid access token of one issuer, for one of a set of clients, by its signature and its
 * claims alone. Knows nothing of HTTP. Thread-safe.
 */
public final class TokenVerifier {

    private final KeySource keys;
    private final AccessTokenRules rules;
    private final KnownHeaders headers = new KnownHeaders();
    private final @Nullable VerifiedTokens remembered;

    private TokenVerifier(KeySource keys, AccessTokenRules rules, @Nullable VerifiedTokens remembered) {
        this.keys = keys;
        this.rules = rules;
        this.remembered = remembered;
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
        return new TokenVerifier(keys, new AccessTokenRules(Set.copyOf(clientIds), clockSkew, clock), null);
    }

    /** The same verifier, that spares itself the signature and the claims of a token that it has verified before. */
    public TokenVerifier remembering(VerifiedTokens tokens) {
        return new TokenVerifier(keys, rules, tokens);
    }

    /** The same as {@link #verifyAsync}, waited for: no longer than the key source's own limit. */
    public Verification verify(BearerToken token) {
        return verifyAsync(token).toCompletableFuture().join();
    }

    /**
     * Verifies a token: its header, its key, its signature, and only then its claims. Of a token that is remembered, who signed
     * it and what it says is known; everything else is asked again. The stage is complete at once unless keys must be fetched
     * first. It never completes exceptionally for what a token holds.
     */
    public CompletionStage<Verification> verifyAsync(BearerToken token) {
        if (remembered == null) {
            return verify(token, verified -> {});
        }
        Fingerprint text = Fingerprint.of(token);
        KnownToken known = remembered.find(text);
        return known == null ? verify(token, verified -> remembered.remember(text, verified)) : verifyAgain(known);
    }

    /**
     * Whether a token that another verifier has verified is valid here too: issued by this issuer, for one of these clients, at
     * this moment. Who signed it is not asked again.
     */
    public boolean takes(VerifiedToken token, String issuer) {
        try {
            rules.checkOfAnother(token, issuer);
            return true;
        } catch (Rejected e) {
            return false;
        }
    }

    private CompletionStage<Verification> verify(BearerToken token, Consumer<KnownToken> memory) {
        CompactToken parts;
        String unverifiedKid;
        try {
            parts = CompactToken.parse(token);
            unverifiedKid = headers.unverifiedKid(parts);
        } catch (Rejected e) {
            return CompletableFuture.completedFuture(Refusal.of(e.reason()));
        }
        return judge(keys.find(unverifiedKid, parts::signedBy), signer -> {
            VerifiedToken verified = rules.check(Claims.parse(parts.payload()), signer.issuer());
            headers.remember(parts, unverifiedKid);
            memory.accept(new KnownToken(unverifiedKid, signer.key().thumbprint(), verified));
            return verified;
        });
    }

    private CompletionStage<Verification> verifyAgain(KnownToken known) {
        return judge(
                keys.find(known.kid(), known::signedBy), signer -> rules.checkAgain(known.token(), signer.issuer()));
    }

    private static CompletionStage<Verification> judge(
            CompletionStage<KeyLookup> lookup, Function<KeyLookup.Found, VerifiedToken> claims) {
        return lookup.thenApply(answer -> {
            if (answer instanceof KeyLookup.Unavailable unavailable) {
                return Refusal.keysUnavailable(unavailable.retryAfter());
            }
            if (!(answer instanceof KeyLookup.Found signer)) {
                return Refusal.of(answer instanceof KeyLookup.Mismatch ? Reason.INVALID_SIGNATURE : Reason.UNKNOWN_KEY);
            }
            try {
                return claims.apply(signer);
            } catch (Rejected e) {
                return Refusal.of(e.reason());
            }
        });
    }
}
