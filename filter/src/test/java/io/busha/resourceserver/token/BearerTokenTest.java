package io.busha.resourceserver.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "bearer abc", "BEARER abc", "bEaReR    abc"})
    void acceptsTheSchemeInAnyCaseAndSeveralBlanks(String header) {
        assertThat(value(header)).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc ", "Bearer abc\t", "Bearer  abc \t ", " Bearer abc", "\t bearer abc "})
    void ignoresWhiteSpaceAroundTheValue(String header) {
        assertThat(value(header)).isEqualTo("abc");
    }

    @Test
    void doesNotCountWhiteSpaceAroundTheValue() {
        assertThat(BearerToken.from(List.of(" Bearer " + "a".repeat(10) + "  "), 10))
                .isInstanceOf(BearerToken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azAZ09-._~+/", "a", "a=", "a===", "a.b.c"})
    void acceptsB64Tokens(String token) {
        assertThat(value("Bearer " + token)).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer    ",
                "Bearer\tabc",
                "Bearer \tabc",
                "Bearer abc\u00a0",
                "Bearer abc\u000b",
                "Bearer abc\n",
                "Bearer a b",
                "Bearer a,b",
                "Bearer abc,Bearer def",
                "Bearer =",
                "Bearer a=b",
                "Bearer =a",
                "Bearer=abc",
                "Bearer,abc",
                "Bearer \"abc\"",
                "Bearer a\u0000b",
                "Bearer a:b",
                "Bearer a@b",
                "Bearer a[b",
                "Bearer a`b",
                "Bearer a{b",
                "Bearer a\u00e4b"
            })
    void refusesTextThatIsNoB64Token(String header) {
        BearerToken token = (BearerToken) BearerToken.from(List.of(header));
        assertThatThrownBy(token::isBase64UrlAndDots)
                .isInstanceOfSatisfying(InvalidTokenException.class, no -> assertThat(no.reason())
                        .isEqualTo(Reason.MALFORMED_CREDENTIALS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic abc",
                "Bearerabc",
                "Bearer-abc abc",
                "Bearer1 a",
                "Beare abc",
                "DPoP abc",
                " ",
                "\t",
                "\u00a0Bearer a"
            })
    void treatsAnotherSchemeAsNoCredentials(String header) {
        assertThat(rejection(List.of(header))).isEqualTo(Reason.NO_CREDENTIALS);
    }

    @Test
    void treatsNoHeaderAsNoCredentials() {
        assertThat(rejection(List.of())).isEqualTo(Reason.NO_CREDENTIALS);
    }

    @Test
    void treatsNullAsNoCredentials() {
        assertThat(rejection(null)).isEqualTo(Reason.NO_CREDENTIALS);
        assertThat(rejection(Arrays.asList((String) null))).isEqualTo(Reason.NO_CREDENTIALS);
        assertThat(rejection(Arrays.asList(null, "Basic a", null))).isEqualTo(Reason.NO_CREDENTIALS);
    }

    /** A presented credential is checked on open endpoints too. */
    @Test
    void readsHeadersBesideNull() {
        assertThat(BearerToken.from(Arrays.asList(null, "Bearer a"))).isInstanceOf(BearerToken.class);
        assertThat(rejection(Arrays.asList("Bearer a", null, "Bearer a"))).isEqualTo(Reason.MULTIPLE_CREDENTIALS);
    }

    @Test
    void refusesTwoHeaders() {
        assertThat(rejection(List.of("Bearer a", "Bearer a"))).isEqualTo(Reason.MULTIPLE_CREDENTIALS);
        assertThat(rejection(List.of("Basic a", "Bearer a"))).isEqualTo(Reason.MULTIPLE_CREDENTIALS);
    }

    @Test
    void countsOnlyCharactersOfTheToken() {
        assertThat(BearerToken.from(List.of("Bearer   " + "a".repeat(10)), 10)).isInstanceOf(BearerToken.class);
        assertThat(reason(BearerToken.from(List.of("Bearer " + "a".repeat(11)), 10)))
                .isEqualTo(Reason.TOKEN_TOO_LONG);
    }

    @Test
    void acceptsUpTo6144CharactersByDefault() {
        assertThat(BearerToken.from(List.of("Bearer " + "a".repeat(6144)))).isInstanceOf(BearerToken.class);
        assertThat(rejection(List.of("Bearer " + "a".repeat(6145)))).isEqualTo(Reason.TOKEN_TOO_LONG);
    }

    @ParameterizedTest
    @CsvSource({"azAZ09-_.,true", "a~,false", "a+,false", "a/,false", "a=,false"})
    void recognizesBase64UrlAndDots(String token, boolean can) {
        BearerToken presented = (BearerToken) BearerToken.from(List.of("Bearer " + token));
        assertThat(presented.isBase64UrlAndDots()).isEqualTo(can);
    }

    @Test
    void toStringShowsNothingOfTheToken() {
        assertThat(BearerToken.from(List.of("Bearer secret"))).hasToString("BearerToken[hidden]");
    }

    private static String value(String header) {
        BearerToken token = (BearerToken) BearerToken.from(List.of(header));
        assertThatCode(token::isBase64UrlAndDots).doesNotThrowAnyException();
        return new String(token.bytes(), StandardCharsets.US_ASCII).substring(token.start());
    }

    private static Reason rejection(@Nullable List<? extends @Nullable String> headers) {
        return reason(BearerToken.from(headers));
    }

    private static Reason reason(Presented presented) {
        return ((Rejection) presented).reason();
    }
}
