package io.busha.resourceserver.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServletPatternsTest {

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
        assertThat(patterns(ALL).servletOf(path)).isEqualTo(pattern);
    }

    @ParameterizedTest
    @CsvSource({"/x.jsp, *.jsp", "/b/x.y.jsp, *.jsp", "/x.jspx, /", "/x.jsp/y, /", "/jsp, /", "/a/b, /"})
    void findsExtensionsBeforeTheDefault(String path, String pattern) {
        assertThat(patterns(List.of("*.jsp", "/")).servletOf(path)).isEqualTo(pattern);
    }

    @Test
    void findsTheContextRoot() {
        assertThat(patterns(ALL).servletOf("/")).isEmpty();
        assertThat(new ServletPatterns(Map.of("", "root", "/", "default")).servletOf("/"))
                .isEqualTo("root");
        assertThat(patterns(List.of("/")).servletOf("/")).isEqualTo("/");
    }

    @Test
    void findsNothingWithoutAMatchOrAPath() {
        assertThat(patterns(List.of("/a", "*.jsp")).servletOf("/b")).isEmpty();
        assertThat(patterns(ALL).servletOf("")).isEmpty();
        assertThat(patterns(ALL).servletOf("a")).isEmpty();
    }

    /** Every servlet is named after its pattern. */
    private static ServletPatterns patterns(List<String> patterns) {
        return new ServletPatterns(patterns.stream().collect(Collectors.toMap(name -> name, name -> name)));
    }
}
