package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.key.internal.KeyLookup;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.jose4j.json.JsonUtil;

/** Keys with a clock that the test moves and an issuer that answers when the test says so. */
final class SteeredKeys {

    static final SigningKey A = SigningKey.rsa(2048, "a");
    static final SigningKey B = SigningKey.rsa(2048, "b");
    static final String ISSUER = "https://a.example/";
    static final Set<String> SCOPES = Set.of("openid", "balances:read");
    static final Duration TTL = KeyPolicy.DEFAULT.cachedFor();
    static final Duration COOL_DOWN = KeyPolicy.DEFAULT.coolDown();
    static final Duration WAIT = KeyPolicy.DEFAULT.keyWait();
    static final Duration TOLERANCE = KeyPolicy.DEFAULT.outageTolerance();
    static final Duration TICK = Duration.ofNanos(1);
    /** The refresh interval and the first pause after a failure with the {@linkplain #EVEN random numbers} of most tests. */
    static final Duration REFRESH = Duration.ofMinutes(4);

    static final Duration PAUSE = Duration.ofMillis(500);
    static final DoubleSupplier EVEN = () -> 0.5;

    final VirtualTime time = new VirtualTime();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<CompletableFuture<TrustedSet>> fetches = new ArrayList<>();
    final AtomicInteger closed = new AtomicInteger();
    /** How many waiting lookups were resumed. */
    final AtomicInteger wakings = new AtomicInteger();

    final RemoteKeys keys;

    SteeredKeys() {
        this(KeyPolicy.DEFAULT);
    }

    SteeredKeys(KeyPolicy policy) {
        this(policy, EVEN);
    }

    SteeredKeys(KeyPolicy policy, DoubleSupplier dice) {
        KeyMeters meters = new KeyMeters(registry, Tags.of("guard", "it"));
        FetchLog log = new FetchLog(IssuerLocation.of("https://a.example"), policy.outageTolerance());
        KeyCache cache = new KeyCache(this::fetch, policy, time, dice, meters, log, Runnable::run);
        keys = new RemoteKeys(cache, policy, time, this::wake, meters, closed::incrementAndGet);
    }

    private void wake(Runnable waiting) {
        wakings.incrementAndGet();
        waiting.run();
    }

    private CompletableFuture<TrustedSet> fetch() {
        CompletableFuture<TrustedSet> fetch = new CompletableFuture<>();
        fetches.add(fetch);
        return fetch;
    }

    private CompletableFuture<TrustedSet> last() {
        return fetches.get(fetches.size() - 1);
    }

    /** Completes the last fetch with these keys. */
    void answer(SigningKey... published) {
        last().complete(set(published));
    }

    /** Fails the last fetch. */
    void fail() {
        fail(new FetchException(FetchException.Kind.MALFORMED, "it is malformed"));
    }

    void fail(FetchException failure) {
        last().completeExceptionally(new CompletionException(failure));
    }

    static TrustedSet set(SigningKey... published) {
        try {
            List<?> members = Arrays.stream(published).map(SigningKey::jwk).toList();
            return new TrustedSet(
                    ISSUER, KeySet.parse(JsonUtil.toJson(Map.of("keys", members)), SignatureProvider.JDK), SCOPES);
        } catch (FetchException e) {
            throw new AssertionError(e);
        }
    }

    /** Looks up a token that is signed by this key and names it. */
    CompletableFuture<KeyLookup> find(SigningKey signer) {
        return find(signer.kid(), signer);
    }

    /** Looks up a token that names this kid and is signed by that key. */
    CompletableFuture<KeyLookup> find(String kid, SigningKey signer) {
        return keys.find(kid, Signed.by(signer)).toCompletableFuture();
    }

    /** Looks up a token of an unknown key. */
    CompletableFuture<KeyLookup> findJunk() {
        return keys.find("junk", key -> false).toCompletableFuture();
    }

    double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    double count(String name) {
        return registry.get(name).functionCounter().count();
    }

    static void assertFound(CompletableFuture<KeyLookup> lookup, SigningKey key) {
        assertThat(lookup).isCompleted();
        assertThat(lookup.join()).isInstanceOfSatisfying(KeyLookup.Found.class, found -> {
            assertThat(found.key().published()).isEqualTo(key.publicKey());
            assertThat(found.issuer()).isEqualTo(ISSUER);
        });
    }

    static void assertMismatch(CompletableFuture<KeyLookup> lookup) {
        assertThat(lookup).isCompletedWithValueMatching(KeyLookup.Mismatch.class::isInstance);
    }

    static void assertAbsent(CompletableFuture<KeyLookup> lookup) {
        assertThat(lookup).isCompletedWithValueMatching(KeyLookup.Absent.class::isInstance);
    }

    static void assertUnavailable(CompletableFuture<KeyLookup> lookup, Duration retryAfter) {
        assertThat(lookup).isCompleted();
        assertThat(lookup.join())
                .isInstanceOfSatisfying(KeyLookup.Unavailable.class, unavailable -> assertThat(unavailable.retryAfter())
                        .isEqualTo(retryAfter));
    }
}
