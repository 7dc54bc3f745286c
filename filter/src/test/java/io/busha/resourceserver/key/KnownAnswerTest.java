package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownAnswerTest {

    @Test
    void jdkGivesTheKnownAnswer() throws GeneralSecurityException {
        assertThat(KnownAnswer.isGivenBy(Rs256.JDK)).isTrue();
    }

    @ParameterizedTest(name = "right {0}, another text {1}, another signature {2}")
    @CsvSource({
        "true, false, false, true",
        "true, false, true, false",
        "true, true, false, false",
        "true, true, true, false",
        "false, false, false, false",
        "false, false, true, false",
        "false, true, false, false",
        "false, true, true, false"
    })
    void requiresOneValidAndTwoInvalidResults(boolean right, boolean otherText, boolean otherSignature, boolean given)
            throws GeneralSecurityException {
        Iterator<Boolean> said = List.of(right, otherText, otherSignature).iterator();
        FakeProvider provider = new FakeProvider().saying(truth -> said.next());
        assertThat(KnownAnswer.isGivenBy(new Rs256(provider))).isEqualTo(given);
        assertThat(said).isExhausted();
    }
}
