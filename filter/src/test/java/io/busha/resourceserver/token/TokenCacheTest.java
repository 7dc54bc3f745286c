package io.busha.resourceserver.token;

import static io.busha.resourceserver.token.Tokens.NOW;
import static io.busha.resourceserver.token.Tokens.SKEW;
import static io.busha.resourceserver.token.Tokens.refused;
import static io.busha.resourceserver.token.Tokens.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.busha.resourceserver.MovableClock;
import io.busha.resourceserver.Patience;
import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that was verified before is checked again only for what may have changed. */
class TokenCacheTest {

    private static final int MAX_TOKENS = 50;
    private static final long MAX_BYTES = 1 << 20;

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MovableClock clock = new MovableClock(NOW);
    private KeySource keys;
    private TokenCache cache;
    private TokenVerifier verifier;

    @BeforeEach
    void start() {
        keys = KeySource.remote(
                IssuerLocation.of(issuer.issuer()),
                KeyPolicy.builder()
                        .startUpLimit(Patience.LIMIT)
                        .keyWait(Patience.LIMIT)
                        .build(),
                new SimpleMeterRegistry(),
                Tags.empty());
        cache = TokenCache.atMost(MAX_TOKENS, MAX_BYTES, SKEW, clock, registry, Tags.of("guard", "it"));
        verifier = Tokens.verifier(keys, clock).withCache(cache);
    }

    @AfterEach
    void stop() {
        cache.close();
        keys.close();
        issuer.close();
    }

    private TokenMint token() {
        return Tokens.accessToken(issuer);
    }

    private double gets(String result) {
        return registry.get("busha.tokens.gets")
                .tag("result", result)
                .functionCounter()
                .count();
    }

    private double size() {
        return registry.get("busha.tokens.size").gauge().value();
    }

    /** Makes the keys be fetched again and waits for that. */
    private void refresh() {
        int before = issuer.jwksFetches();
        assertThat(refused(verifier, token().header("kid", "junk").sign())).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(issuer.jwksFetches()).isGreaterThan(before);
    }

    @Test
    void verifiesATokenOnce() {
        String token = token().sign();
        Verification first = verify(verifier, token);
        assertThat(first).isInstanceOf(VerifiedToken.class);
        assertThat(verify(verifier, token)).isSameAs(first);
        assertThat(gets("miss")).isEqualTo(1);
        assertThat(gets("hit")).isEqualTo(1);
        assertThat(size()).isEqualTo(1);
    }

    @Test
    void rejectsCachedTokenOfWithdrawnKey() {
        String token = token().sign();
        assertThat(verify(verifier, token)).isInstanceOf(VerifiedToken.class);
        SigningKey old = issuer.currentKey();
        issuer.rotate();
        issuer.withdraw(old.kid());
        refresh();
        assertThat(refused(verifier, token)).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(gets("hit")).isEqualTo(1);
    }

    @Test
    void rejectsCachedTokenWhoseKeyIdNowStandsForAnotherKey() {
        String token = token().sign();
        assertThat(verify(verifier, token)).isInstanceOf(VerifiedToken.class);
        SigningKey old = issuer.currentKey();
        issuer.withdraw(old.kid());
        issuer.rotate(SigningKey.rsa(2048, old.kid()));
        refresh();
        assertThat(refused(verifier, token)).isEqualTo(Reason.INVALID_SIGNATURE);
    }

    @Test
    void keepsCachedTokensWhenTheSameKeysAreFetchedAgain() {
        String token = token().sign();
        Verification first = verify(verifier, token);
        refresh();
        assertThat(verify(verifier, token)).isSameAs(first);
    }

    /** The token is cached for longer than it is valid, so it is not refused because it was evicted. */
    @Test
    void rejectsCachedTokenThatExpired() {
        cache.close();
        cache = TokenCache.atMost(MAX_TOKENS, MAX_BYTES, SKEW.multipliedBy(3), clock, registry, Tags.of("guard", "it"));
        verifier = Tokens.verifier(keys, clock).withCache(cache);
        String token = token().expiresAt(NOW.plusSeconds(60)).sign();
        assertThat(verify(verifier, token)).isInstanceOf(VerifiedToken.class);
        clock.set(NOW.plusSeconds(60).plus(SKEW).minusNanos(1));
        assertThat(verify(verifier, token)).isInstanceOf(VerifiedToken.class);
        assertThat(gets("hit")).isEqualTo(1);
        clock.set(NOW.plusSeconds(60).plus(SKEW));
        assertThat(refused(verifier, token)).isEqualTo(Reason.EXPIRED);
        assertThat(gets("hit")).isEqualTo(2);
    }

    @Test
    void rejectsCachedTokenWhenClockIsSetBack() {
        String token = token().claim("nbf", NOW.getEpochSecond()).sign();
        assertThat(verify(verifier, token)).isInstanceOf(VerifiedToken.class);
        clock.set(NOW.minus(SKEW).minusNanos(1));
        assertThat(refused(verifier, token)).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(gets("hit")).isEqualTo(1);
    }

    @Test
    void rejectsCachedTokenWhenIssuerChangesItsName() {
        VerifiedToken token = Tokens.accepted(verifier, token());
        AccessTokenRules rules = new AccessTokenRules(Set.of(LocalIssuer.CLIENT_ID), SKEW, clock);
        assertThat(rules.checkAgain(token, issuer.issuer())).isSameAs(token);
        assertThatThrownBy(() -> rules.checkAgain(token, issuer.issuer() + "/"))
                .isInstanceOfSatisfying(
                        InvalidTokenException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_ISSUER));
    }

    @Test
    void keepsATokenOnlyWhileItIsValid() {
        BearerToken bearer = bearer(token().expiresAt(NOW.plusSeconds(60)).sign());
        assertThat(verifier.verify(bearer)).isInstanceOf(VerifiedToken.class);
        Fingerprint text = Fingerprint.of(bearer);
        clock.set(NOW.plusSeconds(60).plus(SKEW).minusMillis(1));
        assertThat(cache.find(text)).isNotNull();
        clock.set(NOW.plusSeconds(60).plus(SKEW));
        assertThat(cache.find(text)).isNull();
    }

    @Test
    void keepsNoMoreThanItsLimits() {
        for (int i = 0; i < 3 * MAX_TOKENS; i++) {
            assertThat(verify(verifier, token().subject("user-" + i).sign())).isInstanceOf(VerifiedToken.class);
        }
        assertThat(size()).isBetween(1.0, (double) MAX_TOKENS);
        assertThat(registry.get("busha.tokens.evictions").functionCounter().count())
                .isGreaterThanOrEqualTo(2 * MAX_TOKENS);
    }

    @Test
    void cachesNoRejection() {
        for (String bad : List.of(
                "a",
                token().sign() + "A",
                token().claim("aud", "x").sign(),
                token().expiresAt(NOW.minusSeconds(60)).sign())) {
            assertThat(refused(verifier, bad)).isEqualTo(refused(verifier, bad));
        }
        assertThat(size()).isZero();
    }

    @Test
    void distinguishesTokensThatDifferInOneCharacter() {
        String token = token().sign();
        assertThat(verify(verifier, token)).isInstanceOf(VerifiedToken.class);
        for (int at = 0; at < token.length(); at++) {
            char[] other = token.toCharArray();
            other[at] = other[at] == 'A' ? 'B' : 'A';
            refused(verifier, new String(other));
        }
        assertThat(gets("hit")).isZero();
    }

    @Test
    void closingRemovesItsMetersAndTokens() {
        BearerToken bearer = bearer(token().sign());
        verifier.verify(bearer);
        assertThat(registry.getMeters()).extracting(Meter::getId).allMatch(id -> id.getName()
                .startsWith("busha.tokens."));
        TokenCache other = TokenCache.atMost(MAX_TOKENS, MAX_BYTES, SKEW, clock, registry, Tags.of("guard", "other"));
        int of = registry.getMeters().size() / 2;
        cache.close();
        assertThat(registry.getMeters()).hasSize(of);
        assertThat(registry.find("busha.tokens.gets").tag("guard", "it").meters())
                .isEmpty();
        assertThat(cache.find(Fingerprint.of(bearer))).isNull();
        other.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    private static BearerToken bearer(String token) {
        return (BearerToken) BearerToken.from(List.of("Bearer " + token));
    }

    /** Searches the live heap for the end of the signature, of which this test keeps no copy. */
    @Test
    void keepsNothingOfTheTextOfAToken(@TempDir Path folder) throws Exception {
        byte[] needle = masked(verifiedTwice());
        Path dump = folder.resolve("live.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        assertThat(gets("hit")).isEqualTo(1);
        assertThat(holds(dump, needle)).isFalse();
        assertThat(holds(dump, masked(clock.alive())))
                .as("the search finds text that is on the heap")
                .isTrue();
    }

    private String verifiedTwice() {
        String token = token().sign();
        verify(verifier, token);
        verify(verifier, token);
        return token.substring(token.length() - 40);
    }

    private static byte[] masked(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 0x55;
        }
        return bytes;
    }

    private static boolean holds(Path dump, byte[] masked) throws IOException {
        byte[] buffer = new byte[1 << 20];
        byte first = (byte) (masked[0] ^ 0x55);
        int matched = 0;
        try (InputStream in = Files.newInputStream(dump)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    boolean goesOn = buffer[i] == (byte) (masked[matched] ^ 0x55);
                    matched = goesOn ? matched + 1 : (buffer[i] == first ? 1 : 0);
                    if (matched == masked.length) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
