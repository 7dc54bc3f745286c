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
 * Compares our verifier with those of jose4j and Nimbus, all configured alike, and with an independent rulebook, on many tokens:
 * twelve thousand in a full run. The figures go to {@code target/differential.txt}.
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

    /** Releases the tokens: another test searches the heap. */
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
    void neverThrows() {
        none("throws", trial -> trial.ours() instanceof Verdict.Broken);
    }

    @Test
    void agreesWithJose4j() {
        none("differs from jose4j", trial -> !trial.stands(trial.jose4j()));
    }

    @Test
    void agreesWithNimbus() {
        none("differs from Nimbus", trial -> !trial.stands(trial.nimbus()));
    }

    @Test
    void readsEveryClaimExactly() {
        none(
                "is not read exactly",
                trial -> trial.ours() instanceof Verdict.Accepted accepted
                        && trial.rule().isEmpty()
                        && !SameJson.same(accepted.facts().claims(), new Evidence(trial.token()).claims()));
    }

    @Test
    void refusesOnlyForTheFirstBrokenRule() {
        none("breaks the rules", trial -> !trial.keepsToTheRules());
    }

    @Test
    void everyAllowedDifferenceOccurs() {
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
                .as("seed %d: %d tokens for which a verifier %s", Corpus.SEED, found.size(), what)
                .isEmpty();
    }
}
