package io.busha.resourceserver.it.contract;

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

    private static final int FEWEST_BITS = 12;
    private static final int MAX_BITS = 23;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] windows;

    /** A bit set that rules out nearly all windows of other texts, so that few of them are searched. */
    private final BitSet sieve;

    private final int sieveBits;

    private Canary(long[] windows) {
        this.windows = windows;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(windows.length * 64L);
        this.sieveBits = Math.max(FEWEST_BITS, Math.min(bits, MAX_BITS));
        this.sieve = new BitSet(1 << sieveBits);
        for (long window : windows) {
            sieve.set(hole(window));
        }
    }

    private int hole(long window) {
        return (int) ((window * SPREAD) >>> (Long.SIZE - sieveBits));
    }

    static Canary of(Collection<String> tokens) {
        return new Canary(sorted(tokens.stream()
                .flatMap(token -> Arrays.stream(token.split("\\.", -1)))
                .flatMapToLong(part -> Arrays.stream(hashes(part)))
                .toArray()));
    }

    /** Sorts the values and removes duplicates. A stream would allocate an object for each value. */
    private static long[] sorted(long[] windows) {
        Arrays.sort(windows);
        int kept = 0;
        for (long window : windows) {
            if (kept == 0 || windows[kept - 1] != window) {
                windows[kept++] = window;
            }
        }
        return Arrays.copyOf(windows, kept);
    }

    /** Returns the first piece of a token in this text. */
    Optional<String> findIn(String text) {
        long[] hashes = hashes(text);
        for (int i = 0; i < hashes.length; i++) {
            if (sieve.get(hole(hashes[i])) && Arrays.binarySearch(windows, hashes[i]) >= 0) {
                return Optional.of(text.substring(Math.max(0, i - 60), Math.min(text.length(), i + 60)));
            }
        }
        return Optional.empty();
    }

    /** Returns the rolling hash of every window: 64 bits for 12 characters, so an accidental match is practically impossible. */
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
