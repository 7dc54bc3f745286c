package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no path at all
                "",
                "*",
                "x",
                "x/y",
                // empty segments
                "//",
                "//x",
                "/x//",
                "/x//y",
                "/;",
                "/;a",
                "/;a=b/x",
                "/x/;",
                "/x/;a/y",
                // dot segments
                "/.",
                "/..",
                "/./",
                "/../",
                "/x/.",
                "/x/..",
                "/./x",
                "/../x",
                "/x/./y",
                "/x/../y",
                "/.;",
                "/..;",
                "/.;a/x",
                "/..;a/x",
                "/x/..;/y",
                "/x/.;a=b",
                // backslash
                "/\\",
                "/x\\y",
                "\\x",
                "/x/..\\y",
                // control characters, unencoded
                "/x\0",
                "/x\u0001",
                "/x\t",
                "/x\n",
                "/x\r",
                "/x\u001f",
                "/x\u007f",
                "/x\u0080",
                "/x\u0085",
                "/x\u009f",
                // and encoded
                "/x%00",
                "/x%01",
                "/x%09",
                "/x%0a",
                "/x%0d",
                "/x%0f",
                "/x%10",
                "/x%19",
                "/x%1a",
                "/x%1f",
                "/x%7f",
                // characters that could be decoded twice
                "/x%25",
                "/x%252f",
                "/x%2e",
                "/%2e%2e/x",
                "/.%2e/x",
                "/x%2f",
                "/x%2fy",
                "/x%3b",
                "/x%3ba",
                "/x%5c",
                "/x%5cy",
                // one odd part is enough
                "/a/b/c%20d/e%2ff",
                "/a;b/%00"
            })
    void isOdd(String rawPath) {
        assertThat(RawPath.isOdd(rawPath)).isTrue();
        assertThat(RawPath.isOdd(rawPath.toUpperCase(Locale.ROOT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/x",
                "/x/",
                "/x/y",
                "/X/Y",
                "/x;",
                "/x;a",
                "/x;a=b/y",
                "/x;a=b;c=d",
                "/x;a=.",
                "/...",
                "/.../x",
                "/.x",
                "/..x",
                "/x.",
                "/x..",
                "/x../y",
                "/x./y",
                "/a.b",
                "/.well-known/openid-configuration",
                "/.x;a",
                "/x ",
                "/x%20",
                "/x%20y",
                "/x%21",
                "/x%24",
                "/x%26",
                "/x%2a",
                "/x%2d",
                "/x%30",
                "/x%3a",
                "/x%3c",
                "/x%5b",
                "/x%5d",
                "/x%6f",
                "/x%7e",
                "/x%80",
                "/x%c3%a9",
                "/x%f0%9f%92%b0",
                "/\u00e9",
                "/\u00a0",
                "/x!$&'()*+,=:@-._~",
                "/busha%3Ax",
                "/100",
                "/%",
                "/x%",
                "/x%2",
                "/x%zz"
            })
    void isPlain(String rawPath) {
        assertThat(RawPath.isOdd(rawPath)).isFalse();
        assertThat(RawPath.isOdd(rawPath.toUpperCase(Locale.ROOT))).isFalse();
    }
}
