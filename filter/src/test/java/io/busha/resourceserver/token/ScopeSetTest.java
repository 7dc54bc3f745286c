package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeSetTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 9, 100})
    void equalsSetOfTheJdkWhateverItsSize(int size) {
        List<String> scopes = IntStream.range(0, size).mapToObj(i -> "s" + i).toList();
        Set<String> set = ScopeSet.of(scopes);
        assertThat(set).containsExactlyElementsOf(scopes).isEqualTo(Set.copyOf(scopes));
        assertThat(set.hashCode()).isEqualTo(Set.copyOf(scopes).hashCode());
        assertThat(set.contains("s0")).isEqualTo(size > 0);
        assertThat(set.contains("s" + size)).isFalse();
        assertThat(set.contains(null)).isFalse();
    }

    @Test
    void leavesOutEmptyAndRepeatedScopes() {
        assertThat(ScopeSet.of(List.of("a", "", "b", "a"))).containsExactly("a", "b");
        assertThat(ScopeSet.of(List.of("", "", ""))).isEmpty();
        assertThat(ScopeSet.of(List.of("a", ""))).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void cannotBeChanged(int size) {
        Set<String> set =
                ScopeSet.of(IntStream.range(0, size).mapToObj(i -> "s" + i).toList());
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> set.add("x"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> set.remove("s0"));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(set::clear);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> set.addAll(Collections.singleton("x")));
    }
}
