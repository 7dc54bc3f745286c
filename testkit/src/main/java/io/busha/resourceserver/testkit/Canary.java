package io.busha.resourceserver.testkit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.LongStream;

/** Finds any twelve characters of a token's parts in a text. Immutable. */
final class Canary {

    private static final int WINDOW = 12;
    private static final long BASE = 1_000_003;
    private static final long OLDEST = LongStream.range(1, WINDOW).reduce(1, (power, i) -> power * BASE);

    private static final int SIEVE_BITS = 23;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] windows;

    /** Nearly all windows of other texts fall through it, so that few are looked for. */
    private final BitSet sieve = new BitSet(1 << SIEVE_BITS);

    private Canary(long[] windows) {
        this.windows = windows;
        Arrays.stream(windows).forEach(window -> sieve.set(hole(window)));
    }

    private static int hole(long window) {
        return (int) ((window * SPREAD) >>> (Long.SIZE - SIEVE_BITS));
    }

    static Canary of(Collection<String> tokens) {
        return new Canary(tokens.stream()
                .flatMap(token -> Arrays.stream(token.split("\\.", -1)))
                .flatMapToLong(part -> Arrays.stream(hashes(part)))
                .sorted()
                .distinct()
                .toArray());
    }

    /** The first piece of a token in this text. */
    Optional<String> findIn(String text) {
        long[] hashes = hashes(text);
        for (int i = 0; i < hashes.length; i++) {
            if (sieve.get(hole(hashes[i])) && Arrays.binarySearch(windows, hashes[i]) >= 0) {
                return Optional.of(text.substring(Math.max(0, i - 60), Math.min(text.length(), i + 60)));
            }
        }
        return Optional.empty();
    }

    /** The rolling hash of every window: 64 bits for 12 characters, so that an accident is out of the question. */
    private static long[] hashes(String text) {
        long[] hashes = new long[Math.max(0, text.length() - WINDOW + 1)];
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            long oldest = i < WINDOW ? 0 : text.charAt(i - WINDOW) * OLDEST;
            hash = (hash - oldest) * BASE + text.charAt(i);
            if (i >= WINDOW - 1) {
                hashes[i - WINDOW + 1] = hash;
            }
        }
        return hashes;
    }
}
