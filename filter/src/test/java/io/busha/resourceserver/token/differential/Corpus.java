package io.busha.resourceserver.token.differential;

import io.busha.resourceserver.Extent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The tokens, which are equal in every run. */
final class Corpus {

    static final long SEED = 20261121;
    static final int SIGNED = Extent.of(1_000, 10_000);
    static final int SPELLED = Extent.of(200, 2_000);

    private static final List<List<Mutation>> KINDS = List.of(
            MemberMutations.ALL,
            MemberMutations.ALL,
            HeaderMutations.ALL,
            ClaimMutations.ALL,
            ClaimMutations.ALL,
            TimeMutations.ALL,
            TimeMutations.ALL,
            JsonMutations.ALL);

    private static final List<Integer> TIMES = List.of(1, 1, 1, 1, 1, 2, 2, 2, 3, 4);

    /** Returns valid tokens with every length of header and claims that matters to the encoding. */
    private static final List<String> GOOD =
            IntStream.range(0, 9).mapToObj(length -> ofLength(length).sign()).toList();

    private Corpus() {}

    private static Draft ofLength(int length) {
        Draft draft = Scenario.goodToken();
        draft.header().set("n", Literal.of("x".repeat(length % 3)));
        draft.claims().set("n", Literal.of("x".repeat(length / 3)));
        return draft;
    }

    /** Returns distinct tokens whose header or claims were changed before signing. */
    static List<String> signed() {
        Set<String> seen = new HashSet<>();
        List<Draft> drafts = LongStream.iterate(SEED, seed -> seed + 1)
                .mapToObj(Corpus::mutated)
                .filter(draft -> seen.add(draft.signingInput()))
                .limit(SIGNED)
                .toList();
        return drafts.parallelStream().map(Draft::sign).toList();
    }

    private static Draft mutated(long seed) {
        Dice dice = new Dice(seed);
        String unchanged = Scenario.goodToken().signingInput();
        Draft draft = Scenario.goodToken();
        for (int times = dice.pick(TIMES); times > 0 || draft.signingInput().equals(unchanged); times--) {
            dice.pick(dice.pick(KINDS)).change(draft, dice);
        }
        return draft;
    }

    /** Returns tokens with nothing wrong except their encoding: every other one was signed in the changed encoding. */
    static List<String> spelled() {
        Set<String> seen = new HashSet<>();
        return LongStream.iterate(SEED, seed -> seed - 1)
                .mapToObj(Corpus::spelled)
                .filter(seen::add)
                .limit(SPELLED)
                .toList();
    }

    private static String spelled(long seed) {
        Dice dice = new Dice(seed);
        int length = dice.below(GOOD.size());
        Draft draft = ofLength(length);
        String good = GOOD.get(length);
        String token = good;
        while (token.equals(good) || token.startsWith(" ")) {
            token = dice.oneIn(2)
                    ? SpellingMutations.change(good, dice)
                    : draft.spell(input -> SpellingMutations.change(input, dice))
                            .sign();
        }
        return token;
    }
}
