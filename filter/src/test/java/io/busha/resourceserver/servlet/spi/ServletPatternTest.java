package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.spi.OtherDoor;
import io.busha.resourceserver.route.spi.RouteTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServletPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/*, /*",
        "/*, /",
        "/*, /a",
        "/*, /a/*",
        "/*, *.jsp",
        "/*, ''",
        "/a/*, /a",
        "/a/*, /a/*",
        "/a/*, /a/b",
        "/a/*, /a/b/*",
        "/a/*, /a/x.jsp",
        "*.jsp, *.jsp",
        "*.jsp, /a/x.jsp",
        "/a, /a",
        "/a.jsp, /a.jsp",
    })
    void coversFullyMatchedPaths(String filter, String servlet) {
        assertThat(new ServletPattern(filter).covers(servlet)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/*, /*",
        "/a/*, /",
        "/a/*, /ab",
        "/a/*, /ab/*",
        "/a/*, *.jsp",
        "/a/*, ''",
        "/a/*, /A",
        "*.jsp, /*",
        "*.jsp, /",
        "*.jsp, *.js",
        "*.jsp, /a",
        "*.jsp, /a.jsp/*",
        "*.jsp, /ajsp",
        "/a, /a/*",
        "/a, /a/b",
        "/a, /b",
        "/, /",
        "/, /a",
        "/, /*",
    })
    void doesNotCoverPartlyOrUnmatchedPaths(String filter, String servlet) {
        assertThat(new ServletPattern(filter).covers(servlet)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a|* /a (x.Y)",
                "/a/*|* /a/* (x.Y)",
                "/|* / (x.Y)",
                "*.jsp|* *.jsp (x.Y)",
                "''|* the context root (x.Y)",
            })
    void isShownInServletSyntax(String mapping, String shown) {
        assertThat(new ServletPattern(mapping).endpoint("x.Y")).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /a/b, false",
        "/a/*, /a, true",
        "/a/*, /a/b/c, true",
        "/a/*, /b, false",
        "/, /b, true",
        "*.jsp, /a/x.jsp, true",
        "*.jsp, /a/x, false",
        "'', /, true",
        "'', /a, false",
    })
    void isMatchedByRouteLinesLikeRequests(String mapping, String path, boolean isMet) {
        RouteAudit audit = RouteTable.parse("GET " + path + " authenticated")
                .audit(List.of(new ServletPattern(mapping).endpoint("x.Y")), OtherDoor.none());
        assertThat(audit.warnings().stream().noneMatch(warning -> warning.contains("no endpoint is mapped there")))
                .isEqualTo(isMet);
    }
}
