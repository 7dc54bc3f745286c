package io.busha.resourceserver.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

    private static final Rule READ = Rule.allOf("balances:read");
    private static final Rule BOTH = Rule.allOf("balances:read", "transfers:write");
    private static final Rule EITHER = Rule.anyOf("balances:read", "transfers:write");

    @Test
    void openAdmitsEverybody() {
        assertThat(Rule.open().allowsAnonymous()).isTrue();
        assertThat(Rule.open().allows(Set.of())).isTrue();
        assertThat(Rule.open().allows(Set.of("balances:read"))).isTrue();
    }

    @Test
    void authenticatedAdmitsEveryCallerWithAToken() {
        assertThat(Rule.authenticated().allowsAnonymous()).isFalse();
        assertThat(Rule.authenticated().allows(Set.of())).isTrue();
        assertThat(Rule.authenticated().allows(Set.of("balances:read"))).isTrue();
    }

    @Test
    void closedAdmitsNobody() {
        assertThat(Rule.closed().allowsAnonymous()).isFalse();
        assertThat(Rule.closed().allows(Set.of())).isFalse();
        assertThat(Rule.closed().allows(Set.of("balances:read"))).isFalse();
    }

    @Test
    void onlyTheClosedRuleIsClosed() {
        assertThat(Rule.closed().isClosed()).isTrue();
        assertThat(List.of(Rule.open(), Rule.authenticated(), READ, BOTH, EITHER))
                .noneMatch(Rule::isClosed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "balances:rea",
                "balances:readx",
                "Balances:read",
                "balances:read ",
                "balances:read,transfers:write",
                "balances:read transfers:write",
                "balances",
                ""
            })
    void scopesMatchByEqualityOnly(String held) {
        assertThat(READ.allows(Set.of(held))).isFalse();
        assertThat(READ.allows(Set.of(held, "balances:read"))).isTrue();
    }

    @Test
    void allOfRequiresEveryScope() {
        assertThat(BOTH.allowsAnonymous()).isFalse();
        assertThat(BOTH.allows(Set.of())).isFalse();
        assertThat(BOTH.allows(Set.of("balances:read"))).isFalse();
        assertThat(BOTH.allows(Set.of("transfers:write"))).isFalse();
        assertThat(BOTH.allows(Set.of("transfers:write", "balances:read"))).isTrue();
    }

    @Test
    void anyOfRequiresOneScope() {
        assertThat(EITHER.allowsAnonymous()).isFalse();
        assertThat(EITHER.allows(Set.of())).isFalse();
        assertThat(EITHER.allows(Set.of("profile"))).isFalse();
        assertThat(EITHER.allows(Set.of("balances:read"))).isTrue();
        assertThat(EITHER.allows(Set.of("transfers:write", "profile"))).isTrue();
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(Rule.open(), Rule.open(), Rule.open()),
                Arguments.of(Rule.open(), Rule.authenticated(), Rule.authenticated()),
                Arguments.of(Rule.open(), READ, READ),
                Arguments.of(Rule.open(), Rule.closed(), Rule.closed()),
                Arguments.of(Rule.authenticated(), Rule.authenticated(), Rule.authenticated()),
                Arguments.of(Rule.authenticated(), EITHER, EITHER),
                Arguments.of(Rule.authenticated(), Rule.closed(), Rule.closed()),
                Arguments.of(Rule.closed(), Rule.closed(), Rule.closed()),
                Arguments.of(READ, Rule.allOf("transfers:write"), BOTH),
                Arguments.of(READ, READ, READ),
                Arguments.of(READ, Rule.closed(), Rule.closed()),
                Arguments.of(READ, BOTH, BOTH));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void andIsStricterInEitherOrder(Rule one, Rule other, Rule both) {
        assertThat(one.and(other)).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }

    @Test
    void andOfTwoAlternativesRequiresOneOfEach() {
        Rule rule = EITHER.and(Rule.anyOf("profile", "email"));
        assertThat(rule.allows(Set.of("balances:read", "transfers:write"))).isFalse();
        assertThat(rule.allows(Set.of("profile", "email"))).isFalse();
        assertThat(rule.allows(Set.of("transfers:write", "email"))).isTrue();
        assertThat(rule.scopes()).containsExactly("balances:read", "transfers:write", "profile", "email");
    }

    @Test
    void andDoesNotChangeItsOperands() {
        Rule mine = Rule.allOf("balances:read");
        Rule other = Rule.allOf("transfers:write");
        assertThat(mine.and(other).scopes()).containsExactly("balances:read", "transfers:write");
        assertThat(mine.scopes()).containsExactly("balances:read");
        assertThat(other.scopes()).containsExactly("transfers:write");
    }

    @Test
    void closedAndScopesAdmitsNobody() {
        assertThat(Rule.closed().and(READ).allows(Set.of("balances:read"))).isFalse();
        assertThat(READ.and(Rule.closed()).isClosed()).isTrue();
        assertThat(READ.and(Rule.closed())).hasToString("closed");
    }

    @Test
    void listsScopesInDeclaredOrder() {
        assertThat(Rule.allOf("z", "a", "m", "z").scopes()).containsExactly("z", "a", "m");
        assertThat(Rule.anyOf("z", "a", "m", "a").scopes()).containsExactly("z", "a", "m");
        assertThat(Rule.authenticated().scopes()).isEmpty();
        assertThat(Rule.open().scopes()).isEmpty();
        assertThat(Rule.closed().scopes()).isEmpty();
    }

    @Test
    void returnedScopesCannotChangeTheRule() {
        Rule rule = Rule.anyOf("balances:read");
        rule.scopes().add("profile");
        assertThat(rule.scopes()).containsExactly("balances:read");
        assertThat(rule.allows(Set.of("profile"))).isFalse();
    }

    @Test
    void rulesWithEqualRequirementsAreEqual() {
        assertThat(Rule.allOf("b", "a")).isEqualTo(Rule.allOf("a", "b")).hasSameHashCodeAs(Rule.allOf("a", "b"));
        assertThat(Rule.anyOf("b", "a")).isEqualTo(Rule.anyOf("a", "b")).hasSameHashCodeAs(Rule.anyOf("a", "b"));
        assertThat(Rule.anyOf("a")).isEqualTo(Rule.allOf("a")).hasSameHashCodeAs(Rule.allOf("a"));
        assertThat(Rule.open().and(Rule.open())).isEqualTo(Rule.open()).hasSameHashCodeAs(Rule.open());
    }

    @Test
    void rulesWithDifferentRequirementsAreNotEqual() {
        List<Rule> rules = List.of(Rule.open(), Rule.authenticated(), Rule.closed(), READ, BOTH, EITHER);
        assertThat(rules).doesNotHaveDuplicates();
        assertThat(Rule.open()).isNotEqualTo("open").isNotEqualTo(null);
        assertThat(READ.hashCode() - Rule.authenticated().hashCode())
                .isEqualTo(Set.of(Set.of("balances:read")).hashCode());
    }

    @Test
    void isCriticalOnceEitherRuleIs() {
        assertThat(READ.isCritical()).isFalse();
        assertThat(READ.critical().isCritical()).isTrue();
        assertThat(READ.and(Rule.authenticated().critical())).isEqualTo(READ.critical());
        assertThat(READ.critical().and(Rule.open())).isEqualTo(READ.critical());
        assertThat(READ.critical()).isNotEqualTo(READ).hasToString("balances:read critical");
        assertThat(READ.critical().allows(Set.of("balances:read"))).isTrue();
        assertThat(Rule.closed().critical()).isEqualTo(Rule.closed());
        assertThat(Rule.unprotected().critical()).isEqualTo(Rule.unprotected());
    }

    @Test
    void toStringUsesTheSyntaxOfRouteLines() {
        assertThat(Rule.open()).hasToString("open");
        assertThat(Rule.authenticated()).hasToString("authenticated");
        assertThat(Rule.closed()).hasToString("closed");
        assertThat(BOTH).hasToString("balances:read transfers:write");
        assertThat(EITHER).hasToString("any(balances:read transfers:write)");
        assertThat(Rule.anyOf("a")).hasToString("a");
        assertThat(Rule.allOf("c").and(Rule.anyOf("b", "a"))).hasToString("c any(b a)");
    }

    static IntStream characters() {
        return IntStream.concat(IntStream.rangeClosed(0, 0x101), IntStream.of(0x2003, 0x2028, 0xFF41));
    }

    @ParameterizedTest
    @MethodSource("characters")
    void acceptsOnlyCharactersOfAScopeToken(int character) {
        boolean allowed = character == 0x21
                || (character >= 0x23 && character <= 0x5B && character != ',') // which separates scopes elsewhere
                || (character >= 0x5D && character <= 0x7E);
        String c = Character.toString(character);
        for (String scope : List.of(c, c + "a", "a" + c, "a" + c + "a")) {
            if (allowed) {
                assertThat(Rule.allOf(scope)).isEqualTo(Rule.anyOf(scope));
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Rule.allOf("fine", scope))
                        .withMessageStartingWith("\"" + scope + "\" is not a scope: ");
                assertThatIllegalArgumentException().isThrownBy(() -> Rule.anyOf(scope, "fine"));
            }
        }
    }

    @Test
    void refusesAnEmptyScope() {
        assertThatIllegalArgumentException().isThrownBy(() -> Rule.allOf("")).withMessageContaining("it is empty");
        assertThatIllegalArgumentException().isThrownBy(() -> Rule.anyOf("a", ""));
    }

    @Test
    void requiresAtLeastOneScope() {
        assertThatIllegalArgumentException().isThrownBy(Rule::allOf).withMessage("at least one scope is required");
        assertThatIllegalArgumentException().isThrownBy(Rule::anyOf).withMessage("at least one scope is required");
    }
}
