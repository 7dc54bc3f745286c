package io.busha.resourceserver.token.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many tokens, in a full run twelve thousand, before our verifier, before jose4j's and before Nimbus', all three set up alike, and before a rulebook
 * that was written apart from them. The figures go to {@code target/differential.txt}.
 */
class DifferentialTest {

    private static final int SHOWN = 5;

    private static List<Trial> signed = List.of();
    private static List<Trial> spelled = List.of();

    @BeforeAll
    static void judge() throws Exception {
        Contender ours = new Ours();
        Contender jose4j = new Jose4j();
        Contender nimbus = new Nimbus();
        signed = judged(Corpus.signed(), ours, jose4j, nimbus);
        spelled = judged(Corpus.spelled(), ours, jose4j, nimbus);
        Table.write(signed, spelled, Path.of("target", "differential.txt"));
    }

    /** Other tests, one of which looks through the heap, need not carry them along. */
    @AfterAll
    static void forget() {
        signed = List.of();
        spelled = List.of();
    }

    private static List<Trial> judged(List<String> tokens, Contender ours, Contender jose4j, Contender nimbus) {
        return tokens.parallelStream()
                .map(token -> Trial.of(token, ours, jose4j, nimbus))
                .toList();
    }

    @Test
    void acceptsTheTokenThatEveryMutationStartsFrom() throws Exception {
        Trial trial = Trial.of(Scenario.goodToken().sign(), new Ours(), new Jose4j(), new Nimbus());
        assertThat(trial).matches(good -> Trial.accepts(good.ours()) && good.keepsToTheRules());
        assertThat(trial).matches(good -> good.stands(good.jose4j()) && good.stands(good.nimbus()));
    }

    @Test
    void triesEnoughDifferentTokens() {
        assertThat(new HashSet<>(tokens(signed))).hasSizeGreaterThanOrEqualTo(Corpus.SIGNED);
        assertThat(new HashSet<>(tokens(spelled))).hasSizeGreaterThanOrEqualTo(Corpus.SPELLED);
    }

    @Test
    void acceptsEnoughOfThem() {
        long accepted =
                signed.stream().filter(trial -> Trial.accepts(trial.ours())).count();
        assertThat(accepted * 100 / signed.size()).isGreaterThanOrEqualTo(15);
    }

    @Test
    void throwsForNoToken() {
        none("throws", trial -> trial.ours() instanceof Verdict.Broken);
    }

    @Test
    void acceptsAndReadsNothingOtherwiseThanJose4j() {
        none("differs from jose4j", trial -> !trial.stands(trial.jose4j()));
    }

    @Test
    void acceptsAndReadsNothingOtherwiseThanNimbus() {
        none("differs from Nimbus", trial -> !trial.stands(trial.nimbus()));
    }

    @Test
    void readsEveryClaimToTheLastDigit() {
        none(
                "is not read exactly",
                trial -> trial.ours() instanceof Verdict.Accepted accepted
                        && trial.rule().isEmpty()
                        && !SameJson.same(accepted.facts().claims(), new Evidence(trial.token()).claims()));
    }

    @Test
    void refusesForTheFirstNamedRuleThatIsBrokenAndForNothingElse() {
        none("breaks the rules", trial -> !trial.keepsToTheRules());
    }

    @Test
    void allowsNoDifferenceThatIsNotThere() {
        Set<AllowedDifference> seen = new HashSet<>();
        signed.forEach(trial -> Stream.of(trial.jose4j(), trial.nimbus())
                .forEach(rival -> trial.allowed(rival).ifPresent(seen::add)));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(AllowedDifference.ALL);
    }

    private static List<String> tokens(List<Trial> trials) {
        return trials.stream().map(Trial::token).toList();
    }

    private static void none(String what, Predicate<Trial> wrong) {
        List<Trial> found =
                Stream.concat(signed.stream(), spelled.stream()).filter(wrong).toList();
        assertThat(found.stream().limit(SHOWN))
                .as("seed %d: %d tokens of which one %s", Corpus.SEED, found.size(), what)
                .isEmpty();
    }
}
