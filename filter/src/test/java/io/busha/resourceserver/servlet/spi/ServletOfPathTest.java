package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServletOfPathTest {

    private static final List<String> ALL = List.of("", "/", "/*", "/a", "/a/*", "/a/b/*", "/a/x.jsp", "*.jsp");

    @ParameterizedTest
    @CsvSource({
        "/a, /a",
        "/a/, /a/*",
        "/a/x.jsp, /a/x.jsp",
        "/a/y.jsp, /a/*",
        "/a/b, /a/b/*",
        "/a/b/c/d, /a/b/*",
        "/a/bc, /a/*",
        "/ab, /*",
        "/x.jsp, /*"
    })
    void findsExactPathsBeforeLongPrefixesBeforeShortOnes(String path, String pattern) {
        assertThat(servletOf(path, ALL)).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({"/x.jsp, *.jsp", "/b/x.y.jsp, *.jsp", "/x.jspx, /", "/x.jsp/y, /", "/jsp, /", "/a/b, /"})
    void findsEndingsBeforeTheDefault(String path, String pattern) {
        assertThat(servletOf(path, List.of("*.jsp", "/"))).isEqualTo(pattern);
    }

    @Test
    void findsTheContextRoot() {
        assertThat(servletOf("/", ALL)).isEmpty();
        assertThat(ServletPattern.servletOf("/", Map.of("", "root", "/", "default")))
                .isEqualTo("root");
        assertThat(servletOf("/", List.of("/"))).isEqualTo("/");
    }

    @Test
    void findsNothingWhereNothingMatchesOrThereIsNoPath() {
        assertThat(servletOf("/b", List.of("/a", "*.jsp"))).isEmpty();
        assertThat(servletOf("", ALL)).isEmpty();
        assertThat(servletOf("a", ALL)).isEmpty();
    }

    /** Every servlet is named after its pattern. */
    private static String servletOf(String path, List<String> patterns) {
        return ServletPattern.servletOf(path, patterns.stream().collect(Collectors.toMap(name -> name, name -> name)));
    }
}
