package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderCacheTest {

    private final HeaderCache headers = new HeaderCache();

    private static CompactToken token(String header) {
        String encoded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
        return CompactToken.parse((BearerToken) BearerToken.from(List.of("Bearer " + encoded + ".e30.AA")));
    }

    private static CompactToken naming(String kid) {
        return token("{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}");
    }

    /** What is cached here is not what the header says: so it shows whether the header was read. */
    private void add(CompactToken token) {
        headers.add(token, "cached");
    }

    @Test
    void parsesAnUnknownHeader() {
        assertThat(headers.unverifiedKid(naming("a"))).isEqualTo("a");
        assertThatThrownBy(() -> headers.unverifiedKid(token("{\"alg\":\"none\",\"kid\":\"a\"}")))
                .isInstanceOfSatisfying(
                        InvalidTokenException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_ALGORITHM));
    }

    @Test
    void doesNotParseAKnownHeader() {
        add(naming("a"));
        assertThat(headers.unverifiedKid(naming("a"))).isEqualTo("cached");
    }

    @Test
    void parsesAHeaderThatDiffersInOneCharacterOrInLength() {
        add(naming("a"));
        for (String other : List.of("b", "aa")) {
            assertThat(headers.unverifiedKid(naming(other))).isEqualTo(other);
        }
        assertThat(headers.unverifiedKid(token("{\"alg\":\"RS256\",\"kid\":\"a\"} ")))
                .isEqualTo("a");
    }

    /** The first 40 encoded characters hold the first 30 of the header and end in the middle of the kid. */
    @Test
    void parsesAHeaderThatDiffersOnlyAfterFortyCharacters() {
        String longKid = "k".repeat(40);
        add(naming(longKid + "a"));
        assertThat(headers.unverifiedKid(naming(longKid + "a"))).isEqualTo("cached");
        assertThat(headers.unverifiedKid(naming(longKid + "b"))).isEqualTo(longKid + "b");
        assertThat(headers.unverifiedKid(naming("j" + longKid))).isEqualTo("j" + longKid);
    }

    @Test
    void refusesABadHeaderWithTheStartOfAKnownOne() {
        String longKid = "k".repeat(40);
        add(token("{\"alg\":\"RS256\",\"kid\":\"" + longKid + "\",\"typ\":\"JWT\"}"));
        assertThatThrownBy(() ->
                        headers.unverifiedKid(token("{\"alg\":\"RS256\",\"kid\":\"" + longKid + "\",\"typ\":\"JWE\"}")))
                .isInstanceOfSatisfying(
                        InvalidTokenException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_TYPE));
    }

    @Test
    void keepsTheSixteenNewestHeaders() {
        for (int i = 0; i < 17; i++) {
            add(naming("k" + i));
        }
        assertThat(headers.unverifiedKid(naming("k0"))).isEqualTo("k0");
        for (int i = 1; i < 17; i++) {
            assertThat(headers.unverifiedKid(naming("k" + i))).isEqualTo("cached");
        }
    }

    @Test
    void keepsEachHeaderOnce() {
        add(naming("a"));
        for (int i = 0; i < 20; i++) {
            add(naming("b"));
        }
        assertThat(headers.unverifiedKid(naming("a"))).isEqualTo("cached");
    }
}
