package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

    @Test
    void decodesTextWithoutPadding() {
        Random random = new Random(42);
        for (int length = 1; length < 200; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(decode(encoded)).isEqualTo(bytes);
        }
    }

    /** The text as the middle part of a token, since the characters of a token are checked first. */
    private static byte[] decode(String part) {
        BearerToken presented = (BearerToken) BearerToken.from(List.of("Bearer e30." + part + ".AA"));
        return CompactToken.parse(presented).payload();
    }

    /** Of the 64 possible last characters of a group of two and of three, 4 and 16 leave no bits over. */
    @Test
    void acceptsOnlyCanonicalEncoding() {
        assertThat(accepted("A", "")).isEqualTo("AQgw");
        assertThat(accepted("AA", "")).isEqualTo("048AEIMQUYcgkosw");
        assertThat(accepted("AAA", "")).hasSize(64);
        assertThat(accepted("", "")).isEmpty();
        assertThat(accepted("AAAA", "")).isEmpty();
    }

    private static String accepted(String before, String after) {
        StringBuilder accepted = new StringBuilder();
        for (char last = 0; last < 0x100; last++) {
            try {
                decode(before + last + after);
                accepted.append(last);
            } catch (InvalidTokenException e) {
                assertThat(e.reason()).isIn(Reason.MALFORMED_CREDENTIALS, Reason.MALFORMED_TOKEN);
            }
        }
        return accepted.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "AA==", "AAA=", "=AAA", "A=AA", "AA+A", "AA/A", "AA A", "AA\nA", "AAAA\n", "\u00e4AAA"})
    void refusesInvalidText(String part) {
        assertThatThrownBy(() -> decode(part))
                .isInstanceOf(InvalidTokenException.class)
                .hasMessage(null);
    }
}
