package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which line decides about a request that has reached an endpoint with known or unknown paths. */
class EndpointPathTest {

    private static final String SALARIES = "GET /reports/salaries hr:read;* /reports/** open";

    private static String rule(String lines, String path, Endpoint endpoint) {
        return RouteTable.parse(lines).ruleFor("GET", path, path, endpoint).toString();
    }

    private static Endpoint at(String path) {
        return Endpoint.unknown().at(EndpointPath.of(path));
    }

    private static Endpoint atEither(String path) {
        return Endpoint.unknown().at(EndpointPath.of(path).withOrWithoutSlash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reports/salaries", "/reports/salaries/", "/REPORTS/Salaries", "/reports/salarieS/"})
    void lineAppliesToEverySpellingOfThePathOfItsEndpoint(String path) {
        assertThat(rule(SALARIES, path, atEither("/reports/salaries"))).isEqualTo("hr:read");
        assertThat(rule(SALARIES, path, at("/reports/salaries"))).isEqualTo("hr:read");
    }

    @Test
    void lineWithTrailingSlashAppliesIfTheEndpointHasBothPaths() {
        String lines = "GET /a/ a;* /** open";
        assertThat(rule(lines, "/a", atEither("/a"))).isEqualTo("a");
        assertThat(rule(lines, "/a/", atEither("/a"))).isEqualTo("a");
        assertThat(rule("GET /a/ open", "/a", atEither("/a"))).isEqualTo("open");
        assertThat(rule(lines, "/a", at("/a"))).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource({
        "/acc/vip, acc:vip",
        "/acc/vip/, acc:vip",
        "/acc/7, acc:read",
        "/acc/7/, acc:read",
        "/acc/VIP, acc:read",
    })
    void lineForOneValueOfAVariableIsComparedWithThePath(String path, String rule) {
        assertThat(rule("GET /acc/vip acc:vip;GET /acc/{id} acc:read", path, atEither("/acc/*")))
                .isEqualTo(rule);
    }

    @Test
    void lineForAnotherEndpointDoesNotApply() {
        assertThat(rule("GET /acc/{id} open", "/acc/7/b", at("/acc/*/b"))).isEqualTo("closed");
        assertThat(rule("GET /a/ open", "/a", at("/a"))).isEqualTo("closed");
        assertThat(rule("GET /a open", "/a/", at("/a/"))).isEqualTo("closed");
    }

    @Test
    void lineForTheRequestedPathRestrictsALenientFramework() {
        assertThat(rule("GET /A/B admin;* /** open", "/A/B", at("/a/b"))).isEqualTo("admin");
        assertThat(rule("GET /A/B open;GET /a/b admin", "/A/B", at("/a/b"))).isEqualTo("admin");
        assertThat(rule("GET /A/B open", "/A/B", at("/a/b"))).isEqualTo("closed");
        assertThat(rule("GET /a/{id}/ admin;* /** open", "/a/7/", at("/a/*"))).isEqualTo("admin");
        assertThat(rule("GET /a/{id}/ admin;* /** open", "/a/7", at("/a/*"))).isEqualTo("open");
    }

    /** A pattern that an earlier dispatch left in a forwarded request. */
    @ParameterizedTest
    @ValueSource(strings = {"/b", "/a/b", "/", "/ab"})
    void ignoresEndpointPathsThatTheRequestCannotReach(String path) {
        assertThat(rule("GET /a open", path, at("/a"))).isEqualTo("closed");
        assertThat(rule("GET /a/** open", path.equals("/a/b") ? "/x" : path, at("/a/**")))
                .isEqualTo("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reports/**", "/**"})
    void lineRestrictsTheOtherTrailingSlashFormBehindACatchAll(String servlet) {
        for (Endpoint endpoint : new Endpoint[] {Endpoint.unknown(), at(servlet)}) {
            assertThat(rule(SALARIES, "/reports/salaries/", endpoint)).isEqualTo("hr:read");
            assertThat(rule("GET /reports/salaries/ hr:read;* /reports/** a", "/reports/salaries", endpoint))
                    .isEqualTo("a hr:read");
            assertThat(rule("GET /reports/{id} hr:read;* /** open", "/reports/1/", endpoint))
                    .isEqualTo("hr:read");
        }
    }

    @Test
    void lineNeverOpensTheOtherTrailingSlashFormBehindACatchAll() {
        assertThat(rule("GET /a open", "/a/", Endpoint.unknown())).isEqualTo("closed");
        assertThat(rule("GET /a/ open", "/a", Endpoint.unknown())).isEqualTo("closed");
        assertThat(rule("GET /a open;* /** admin", "/a/", Endpoint.unknown())).isEqualTo("admin");
        assertThat(rule("GET /a open;* /** admin", "/a", Endpoint.unknown())).isEqualTo("open");
        assertThat(rule("GET /a a;* /** open", "/a", Endpoint.unknown())).isEqualTo("a");
        assertThat(rule("GET /a a", "/a/", Endpoint.unknown())).isEqualTo("closed");
    }

    @Test
    void declarationAlsoAppliesIfTheOtherTrailingSlashFormIsRestricted() {
        Endpoint declaring = Endpoint.declaring(Optional.of(Rule.allOf("reports:read")));
        assertThat(rule("GET /reports/salaries hr:read", "/reports/salaries/", declaring))
                .isEqualTo("reports:read hr:read");
    }

    @Test
    void variableOfALineIsOneSegment() {
        String lines = "DELETE /acc/{id} acc:admin;GET /a/{b-c.d_e}/f x";
        RouteTable table = RouteTable.parse(lines);
        assertThat(table.ruleFor("DELETE", "/acc/7", "/acc/7", at("/acc/*"))).hasToString("acc:admin");
        assertThat(table.ruleFor("DELETE", "/acc/7", "/acc/7", Endpoint.unknown()))
                .hasToString("acc:admin");
        assertThat(table.ruleFor("DELETE", "/acc/7/8", "/acc/7/8", Endpoint.unknown()))
                .hasToString("closed");
        assertThat(table.ruleFor("GET", "/a/b/f", "/a/b/f", Endpoint.unknown())).hasToString("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"get", "Get", "gET", "pOsT", "hEAD", "delete", "Put", "patch", "options", "tRACE", "connect"})
    void standardMethodInAnotherCaseIsClosed(String method) {
        Endpoint open = Endpoint.declaring(Optional.of(Rule.open()));
        assertThat(RouteTable.parse("* /** open").ruleFor(method, "/a", "/a", open))
                .isEqualTo(Rule.closed());
        assertThat(RouteTable.parse("").ruleFor(method, "/a", "/a", open)).isEqualTo(Rule.closed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GETS", "Propfind", "*", "GE T"})
    void otherMethodsAreMatchedAsSent(String method) {
        assertThat(RouteTable.parse("* /** open").ruleFor(method, "/a", "/a", Endpoint.unknown()))
                .isEqualTo(Rule.open());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "*", "x/"})
    void noLineMatchesAPathWithoutALeadingSlash(String path) {
        for (String lines : new String[] {"* /** open", "* / open", "* /x open"}) {
            assertThat(rule(lines, path, Endpoint.unknown())).isEqualTo("closed");
            assertThat(rule(lines, path, at("/x"))).isEqualTo("closed");
        }
    }

    @Test
    void endpointBelowAPathIsNotReachedAtThePathItself() {
        assertThat(rule("GET /a/b/** open;GET /a a", "/a", at("/a/b/**"))).isEqualTo("a");
    }
}
