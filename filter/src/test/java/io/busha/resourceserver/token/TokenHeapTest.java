package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What cached tokens are taken to weigh, and what they do. */
class TokenHeapTest {

    private static final int TOKENS = 4000;
    private static final int SIGNED = 300;
    private static final long MAX_BYTES = 1 << 20;

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** About 45 MiB, so that other allocations on the heap do not matter. */
    @Test
    void estimatesMatchMeasuredHeap() {
        AccessTokenRules rules = new AccessTokenRules(
                Set.of(LocalIssuer.CLIENT_ID), Tokens.SKEW, Clock.fixed(Tokens.NOW, ZoneOffset.UTC));
        try (LocalIssuer issuer = LocalIssuer.start()) {
            byte[] payload = payload(Tokens.accessToken(issuer)
                    .claim("groups", TokenHeap.groups(150))
                    .sign());
            List<CachedToken> kept = new ArrayList<>(TOKENS);
            long before = used();
            for (int i = 0; i < TOKENS; i++) {
                kept.add(new CachedToken("", "", rules.check(Claims.parse(payload), issuer.issuer())));
            }
            double measured = used() - before;
            double estimated = kept.stream().mapToInt(CachedToken::bytes).sum();
            assertThat(estimated / measured).isBetween(0.75, 1.5);
        }
    }

    private static byte[] payload(String token) {
        return CompactToken.parse((BearerToken) BearerToken.of(token, token.length()))
                .payload();
    }

    @Test
    void keepsNoMoreBytesThanItsLimit() {
        TokenHeap.Taken taken = new TokenHeap().take(SIGNED, 150, MAX_BYTES);
        assertThat(taken.tokens()).isPositive();
        assertThat(taken.tokens() * taken.estimated() / SIGNED).isBetween(MAX_BYTES / 2, MAX_BYTES);
    }

    @Test
    void estimatesValuesOfEveryType() {
        assertThat(HeapSize.of(null)).isZero();
        assertThat(HeapSize.of("abc")).isEqualTo(43);
        assertThat(HeapSize.of("ab\u20ac")).isEqualTo(46);
        for (Object number : List.of(1L, BigInteger.ONE, BigDecimal.ONE, true)) {
            assertThat(HeapSize.of(number)).isEqualTo(24);
        }
        assertThat(HeapSize.of(Arrays.asList("a", null))).isEqualTo(64 + 4 + 41 + 4);
        assertThat(HeapSize.of(Map.of("a", "bc"))).isEqualTo(48 + 64 + 4 + 41 + 64 + 4 + 42);
    }
}
