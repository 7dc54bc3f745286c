package io.busha.resourceserver.key;

import static io.busha.resourceserver.key.SteeredKeys.A;
import static io.busha.resourceserver.key.SteeredKeys.B;
import static io.busha.resourceserver.key.SteeredKeys.REFRESH;
import static io.busha.resourceserver.key.SteeredKeys.TICK;
import static io.busha.resourceserver.key.SteeredKeys.assertAbsent;
import static io.busha.resourceserver.key.SteeredKeys.assertFound;
import static io.busha.resourceserver.key.SteeredKeys.assertMismatch;
import static io.busha.resourceserver.key.SteeredKeys.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.key.internal.KeyLookup;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;

/** Tokens whose kid names a key other than the one that signed them, in virtual time. */
class StaleKidsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final KeyPolicy TOLERANT =
            KeyPolicy.builder().tolerateStaleKid(true).build();
    private static final List<SigningKey> SIX =
            IntStream.range(0, 6).mapToObj(i -> SigningKey.rsa(2048, "key" + i)).toList();

    private final SteeredKeys strict = new SteeredKeys();
    private final SteeredKeys tolerant = new SteeredKeys(TOLERANT);

    private static double hits(SteeredKeys keys) {
        return keys.count("busha.jwks.stale.kid");
    }

    @Test
    void refusesAStaleKidByDefault() {
        strict.answer(B, A);
        assertMismatch(strict.find("a", B));
        assertAbsent(strict.find("gone", B));
    }

    @Test
    void logsAStaleKidAndNamesTheSetting() {
        strict.answer(B, A);
        try (Logged logged = Logged.by(StaleKids.class)) {
            assertMismatch(strict.find("a", B));
            assertThat(hits(strict)).isEqualTo(1);
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("tolerate-stale-kid");
            strict.time.pass(SECOND);
            assertMismatch(strict.find("a", B));
            assertThat(hits(strict)).isEqualTo(2);
            strict.time.pass(Duration.ofMinutes(9));
            strict.answer(B, A);
            assertMismatch(strict.find("a", B));
            assertThat(logged.lines()).hasSize(1);
            strict.time.pass(Duration.ofMinutes(1));
            assertMismatch(strict.find("a", B));
            assertThat(logged.lines()).hasSize(2);
        }
    }

    @Test
    void detectsAStaleKidWithinAMinuteOfARotation() {
        strict.answer(A);
        strict.time.pass(Duration.ofMinutes(1));
        Duration rotated = strict.time.elapsed();
        while (hits(strict) == 0) {
            int before = strict.fetches.size();
            assertMismatch(strict.find("a", B));
            if (strict.fetches.size() > before) {
                strict.answer(B, A);
            }
            strict.time.pass(Duration.ofSeconds(2));
        }
        assertThat(strict.time.elapsed().minus(rotated)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void limitsDetectionToOneVerificationPerSecond() {
        strict.answer(B, A);
        AtomicInteger verifications = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            strict.keys.find("a", key -> {
                verifications.incrementAndGet();
                return false;
            });
            strict.time.pass(SECOND.dividedBy(10));
        }
        assertThat(verifications).hasValue(100 + 10);
    }

    @Test
    void triesTheOtherKeysInTurn() {
        strict.answer(SIX.toArray(SigningKey[]::new));
        for (int i = 1; i <= 4; i++) {
            strict.find("key0", SIX.get(4));
            assertThat(hits(strict)).isEqualTo(i == 4 ? 1 : 0);
            strict.time.pass(SECOND);
        }
    }

    @Test
    void logsNothingIfThereIsNoOtherKey() {
        strict.answer(A);
        assertMismatch(strict.find("a", B));
        assertThat(hits(strict)).isZero();
    }

    @Test
    void acceptsAStaleKidIfTolerated() {
        tolerant.answer(B, A);
        try (Logged logged = Logged.by(StaleKids.class)) {
            assertFound(tolerant.find("a", B), B);
            assertFound(tolerant.find("gone", B), B);
            assertThat(hits(tolerant)).isEqualTo(2);
            assertThat(tolerant.fetches).hasSize(1);
            assertThat(logged.lines()).isEmpty();
        }
    }

    @Test
    void findsTheNewKeyOfAStaleKidRightAfterTheRotation() {
        tolerant.answer(A);
        tolerant.time.pass(TICK);
        CompletableFuture<KeyLookup> refreshed = tolerant.find("a", B);
        assertThat(refreshed).isNotDone();
        tolerant.answer(B, A);
        assertFound(refreshed, B);
    }

    @Test
    void refusesATokenThatNoKeySignedEvenIfTolerated() {
        tolerant.answer(A);
        tolerant.time.pass(TICK);
        CompletableFuture<KeyLookup> forged = tolerant.find("a", B);
        CompletableFuture<KeyLookup> junk = tolerant.findJunk();
        tolerant.answer(A);
        assertMismatch(forged);
        assertAbsent(junk);
        assertThat(hits(tolerant)).isZero();
    }

    @Test
    void acceptsAStaleKidWhileTheIssuerIsDown() {
        tolerant.answer(B, A);
        tolerant.time.pass(REFRESH);
        tolerant.fail();
        assertFound(tolerant.find("gone", B), B);
        assertThat(tolerant.findJunk()).isCompletedWithValueMatching(KeyLookup.Unavailable.class::isInstance);
    }

    @Test
    void triesTheFourNewestOtherKeys() {
        tolerant.answer(SIX.toArray(SigningKey[]::new));
        assertFound(tolerant.find("key0", SIX.get(4)), SIX.get(4));
        assertMismatch(tolerant.find("key0", SIX.get(5)));
        assertFound(tolerant.find("key5", SIX.get(3)), SIX.get(3));
        assertMismatch(tolerant.find("key5", SIX.get(4)));
    }

    @Test
    void doesNotRetryAKeyWithTwoKids() {
        tolerant.answer(A, B, B.withKid("twin"));
        assertThat(verificationsOfAForgery("a")).isEqualTo(2);
    }

    @Test
    void doesNotRetryTheNamedKeyUnderItsOtherKid() {
        tolerant.answer(A.withKid("twin"), A, B);
        assertThat(verificationsOfAForgery("a")).isEqualTo(2);
    }

    @Test
    void countsAKeyWithTwoKidsOnceAmongTheFourNewest() {
        SigningKey twin = SIX.get(1).withKid("twin");
        tolerant.answer(SIX.get(0), SIX.get(1), twin, SIX.get(2), SIX.get(3), SIX.get(4), SIX.get(5));
        assertFound(tolerant.find("key0", SIX.get(4)), SIX.get(4));
        assertMismatch(tolerant.find("key0", SIX.get(5)));
    }

    private int verificationsOfAForgery(String kid) {
        AtomicInteger verifications = new AtomicInteger();
        tolerant.keys.find(kid, key -> {
            verifications.incrementAndGet();
            return false;
        });
        return verifications.get();
    }

    @Test
    void answersUnavailableWhenTheRateLimitPreventsVerification() {
        SteeredKeys slow = new SteeredKeys(
                KeyPolicy.builder().tolerateStaleKid(true).staleKidRate(3).build());
        slow.answer(B, A);
        for (int i = 0; i < 3; i++) {
            assertFound(slow.find("a", B), B);
        }
        assertUnavailable(slow.find("a", B), SECOND);
        assertUnavailable(slow.find("gone", B), SECOND);
        slow.time.pass(SECOND.minus(TICK));
        CompletableFuture<KeyLookup> early = slow.find("a", B);
        slow.answer(B, A);
        assertUnavailable(early, SECOND);
        slow.time.pass(TICK);
        assertFound(slow.find("a", B), B);
    }

    @Test
    void answersUnavailableWhileTheNewKeyCannotBeFetched() {
        tolerant.answer(A);
        tolerant.time.pass(TICK);
        CompletableFuture<KeyLookup> refreshed = tolerant.find("a", B);
        tolerant.time.pass(SteeredKeys.WAIT);
        assertUnavailable(refreshed, Duration.ZERO);
        tolerant.fail();
        assertUnavailable(tolerant.find("a", B), SteeredKeys.PAUSE);
    }

    @Test
    void answersUnavailableWhenAllWaitingPlacesAreTaken() {
        tolerant.answer(A);
        tolerant.time.pass(TICK);
        for (int i = 0; i < 32; i++) {
            tolerant.find("a", B);
        }
        assertUnavailable(tolerant.find("a", B), Duration.ZERO);
        assertFound(tolerant.find(A), A);
    }

    @Test
    void answersUnavailableWithoutAnyKeys() {
        CompletableFuture<KeyLookup> lookup = tolerant.find("a", B);
        tolerant.fail();
        assertUnavailable(lookup, SteeredKeys.PAUSE);
    }

    @Test
    void acceptsAStaleKidForFixedKeys() {
        String jwks = JsonUtil.toJson(Map.of("keys", List.of(B.jwk(), A.jwk())));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (KeySource keys = KeySource.fixed("https://a.example", jwks, TOLERANT, registry, Tags.empty())) {
            assertThat(keys.find("a", Signed.by(B)).toCompletableFuture().join())
                    .isInstanceOf(KeyLookup.Found.class);
            assertThat(registry.get("busha.jwks.stale.kid").functionCounter().count())
                    .isEqualTo(1);
            assertThat(registry.get("busha.jwks.keys").gauge().value()).isEqualTo(2);
            assertThat(keys.health().state()).isEqualTo(KeyHealth.State.UP);
            assertThat(keys.health().keyIds()).containsExactlyInAnyOrder("a", "b");
        }
        assertThat(registry.getMeters()).isEmpty();
    }
}
