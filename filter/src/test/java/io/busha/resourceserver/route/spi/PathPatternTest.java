package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/x, /x",
        "/x/, /x/",
        "/x/y.json, /x/y.json",
        "/x:y@z, /x:y@z",
        "/.x, /.x",
        "/..., /...",
        "/é, /é",
        "/*, /x",
        "/*, /*",
        "/*, /**",
        "/*/, /x/",
        "/x/*, /x/y",
        "/x/*/z, /x/y/z",
        "/*/y/*, /x/y/z",
        "/**, /",
        "/**, /x",
        "/**, /x/y/",
        "/x/**, /x",
        "/x/**, /x/",
        "/x/**, /x/y",
        "/x/**, /x/y/z/",
        "/*/**, /x",
        "/*/**, /x/y",
        "/x/*/**, /x/y",
        "/x/*/**, /x/y/z",
    })
    void matches(String pattern, String path) {
        assertThat(PathPattern.parse(pattern).matches(RequestPath.of(path))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /x",
        "/, //",
        "/x, /",
        "/x, /x/",
        "/x, /X",
        "/x, /xy",
        "/x, /x/y",
        "/x, /y",
        "/x, /*",
        "/x/, /x",
        "/*, /",
        "/*, /x/",
        "/*, /x/y",
        "/*/, /x",
        "/x/*, /x",
        "/x/*, /x/",
        "/x/*, /x/y/z",
        "/x/*, /y/z",
        "/x/*/z, /x/z",
        "/x/*/z, /x//z",
        "/x/*/z, /x/y/y",
        "/x/**, /",
        "/x/**, /xy",
        "/x/**, /X/y",
        "/x/**, /y/x",
        "/*/**, /",
        "/*/**, //x",
        "/x/*/**, /x",
        "/x/*/**, /x/",
        "/x/y/**, /x",
    })
    void doesNotMatch(String pattern, String path) {
        assertThat(PathPattern.parse(pattern).matches(RequestPath.of(path))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/x, /x",
        "/*, /x",
        "/*, /*",
        "/x/*, /x/*",
        "/**, /",
        "/**, /*",
        "/**, /**",
        "/**, /x/y",
        "/x/**, /x",
        "/x/**, /x/",
        "/x/**, /x/*/y",
        "/x/**, /x/**",
        "/x/**, /x/y/**",
        "/*/**, /x/**",
    })
    void covers(String wide, String narrow) {
        assertThat(PathPattern.parse(wide).covers(PathPattern.parse(narrow))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/x, /X",
        "/x, /x/",
        "/x, /*",
        "/x, /x/**",
        "/x, /**",
        "/, /**",
        "/*, /",
        "/*, /**",
        "/*, /x/**",
        "/*, /x/y",
        "/x/*, /x/**",
        "/x/*, /*/x",
        "/x/**, /**",
        "/x/**, /*/x",
        "/x/**, /y/**",
        "/*/**, /**",
        "/x/y/**, /x/**",
    })
    void doesNotCover(String pattern, String other) {
        assertThat(PathPattern.parse(pattern).covers(PathPattern.parse(other))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "*", "**", "x/y", "\\x"})
    void refusesAPathThatDoesNotBeginWithASlash(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(path))
                .withMessage("the path " + path + " does not begin with /");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "//x",
                "/x//",
                "/x//y",
                "/.",
                "/..",
                "/./",
                "/../",
                "/./x",
                "/x/..",
                "/x/../y",
                "/x/./**",
                "/x%20y",
                "/%2f",
                "/x;a",
                "/;",
                "/x\\y",
                "/x?a",
                "/x#a",
                "/x\u0000",
                "/x\u001f",
                "/x\u007f",
                "/x\ty"
            })
    void refusesAPathThatNoDecodedRequestCanHave(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(path))
                .withMessageStartingWith("the path " + path + " can never match: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x*", "/*x", "/x*y", "/***", "/**x", "/**/x", "/**/", "/x/**/y", "/**/**", "/x*/**"})
    void refusesAStarThatIsNotAWholeSegment(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PathPattern.parse(path))
                .withMessage("the path " + path
                        + " has a * that is not a whole segment, or a ** that is not the last segment");
    }
}
