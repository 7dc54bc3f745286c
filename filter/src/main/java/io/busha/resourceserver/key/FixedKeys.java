package io.busha.resourceserver.key;

import io.busha.resourceserver.key.internal.IssuerKey;
import io.busha.resourceserver.key.internal.KeyLookup;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** A source of keys that never change. */
final class FixedKeys implements KeySource {

    private final TrustedSet set;
    private final KeyMeters meters;
    private final StaleKids staleKids;
    private final SignatureProvider provider;
    private volatile boolean closed;

    FixedKeys(TrustedSet set, KeyPolicy policy, KeyMeters meters) {
        this.set = set;
        this.meters = meters;
        this.provider = policy.signatureProvider();
        this.staleKids = new StaleKids(policy, meters.staleKidHits(), System::nanoTime, Runnable::run);
        meters.watchKeys(set.keys()::size);
    }

    @Override
    public CompletionStage<KeyLookup> find(String unverifiedKid, Predicate<IssuerKey> signed) {
        return CompletableFuture.completedFuture(await(unverifiedKid, signed));
    }

    @Override
    public KeyLookup await(String unverifiedKid, Predicate<IssuerKey> signed) {
        Question question = new Question(unverifiedKid, signed, 0);
        KeyLookup lookup = staleKids.accept(set, question, question.in(set));
        if (!(lookup instanceof KeyLookup.Found)) {
            staleKids.diagnose(set, question);
        }
        return lookup;
    }

    @Override
    public CompletionStage<Set<String>> scopesSupported() {
        return CompletableFuture.completedStage(set.scopesSupported());
    }

    @Override
    public KeyHealth health() {
        return new KeyHealth(
                closed ? KeyHealth.State.DOWN : KeyHealth.State.UP,
                null,
                null,
                set.keys().kids(),
                provider);
    }

    @Override
    public void close() {
        closed = true;
        meters.close();
    }
}
