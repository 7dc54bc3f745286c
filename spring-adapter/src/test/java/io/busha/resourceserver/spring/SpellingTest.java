package io.busha.resourceserver.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "realm, realm, 0",
        "realm, '', 5",
        "realm, relm, 1",
        "realm, reaalm, 1",
        "realm, reaLm, 1",
        "realm, raelm, 2",
        "realm, ealms, 2",
        "realm, alma, 3",
        "mdc, realm, 5",
        "clientid, client.id, 1",
        "kitten, sitting, 3",
    })
    void countsEditsInBothDirections(String one, String other, int edits) {
        assertThat(Spelling.edits(one, other)).isEqualTo(edits);
        assertThat(Spelling.edits(other, one)).isEqualTo(edits);
    }
}
