package io.busha.resourceserver.token;

import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.testkit.TokenMint;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** How much of the heap cache tokens take: {@code bin/token-heap} prints it. */
final class TokenHeap {

    private static final int TOKENS = 10_000;
    private static final long MEBIBYTE = 1 << 20;
    private static final long NO_LIMIT = 1L << 40;
    /** Five percent of a heap of 512 MiB. */
    private static final long SHARE = 512 * MEBIBYTE / 20;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SigningKey key = SigningKey.rsa(2048, "heap");

    /** The result for one kind of token: characters of one, bytes of each, their number, and their estimated bytes. */
    record Taken(int length, long bytes, long tokens, long estimated) {}

    public static void main(String[] args) {
        System.out.printf(
                "%-28s %8s %12s %12s %18s%n", "token", "chars", "bytes each", "estimated", "10,000 tokens, MiB");
        for (int groups : List.of(0, 50, 150)) {
            Taken all = new TokenHeap().take(TOKENS, groups, NO_LIMIT);
            System.out.printf(
                    "%-28s %8d %12d %12d %18.1f%n",
                    groups + " groups",
                    all.length,
                    all.bytes / all.tokens,
                    all.estimated / TOKENS,
                    (double) all.bytes / MEBIBYTE);
        }
        Taken bounded = new TokenHeap().take(TOKENS, 150, SHARE);
        System.out.printf(
                "5 percent of 512 MiB, 150 groups: %d tokens, %.1f of %.1f MiB%n",
                bounded.tokens, (double) bounded.bytes / MEBIBYTE, (double) SHARE / MEBIBYTE);
    }

    /** Verifies this many tokens, each with its own subject and this many groups, and caches them within this many bytes. */
    Taken take(int tokens, int groups, long maxBytes) {
        Clock clock = Clock.fixed(Tokens.NOW, ZoneOffset.UTC);
        try (LocalIssuer issuer = LocalIssuer.start(key);
                KeySource keys = KeySource.fixed(issuer.issuer(), Tokens.jwks(key));
                TokenCache cache = TokenCache.atMost(tokens, maxBytes, Tokens.SKEW, clock, registry, Tags.empty())) {
            TokenVerifier verifier = Tokens.verifier(keys, clock).withCache(cache);
            TokenMint mint = Tokens.accessToken(issuer).claim("groups", groups(groups));
            Tokens.accepted(verifier, mint);
            long before = used();
            long estimated = 0;
            int length = 0;
            for (int i = 0; i < tokens; i++) {
                String token =
                        mint.subject("user-" + i).claim("jti", "jti-" + i).sign();
                length = token.length();
                estimated += new CachedToken("", "", Tokens.accepted(verifier, token)).bytes();
            }
            return new Taken(length, used() - before, size(), estimated);
        }
    }

    static List<String> groups(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "/org/team-" + i + "/member")
                .toList();
    }

    private long size() {
        return (long) registry.get("busha.tokens.size").gauge().value();
    }

    /** Collects garbage until only reachable objects are left. */
    private static long used() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
