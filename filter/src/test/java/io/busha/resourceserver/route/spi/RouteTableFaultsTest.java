package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableFaultsTest {

    private static final String NOT_A_RULE =
            "is not a rule: write open, authenticated, closed, unprotected, scopes or any(scopes), and critical after a rule that requires a token";
    private static final String HIDDEN = "it can never apply: earlier lines match all of its requests";

    @ParameterizedTest
    @ValueSource(strings = {"GET", "GET /x", "/x open", "open", "GET,POST /x", "GET /x #open", "\u0001"})
    void refusesALineWithFewerThanThreeParts(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse(line))
                .withMessageEndingWith("\": a line has the form METHOD PATH RULE");
    }

    @ParameterizedTest
    @CsvSource({
        "get, get",
        "Get, Get",
        "GET|POST, GET|POST",
        "'GET,', ''",
        "',GET', ''",
        "'GET,,POST', ''",
        "'GET,*', *",
        "'*,GET', *",
        "'*,*', *",
        "**, **",
        "-GET, -GET",
        "GET1, GET1",
        "GÉT, GÉT",
        "/x, /x",
    })
    void refusesInvalidMethods(String methods, String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse(methods + " /x open"))
                .withMessage("\"" + methods + " /x open\": \"" + name + "\" is not a method: write GET, GET,POST or *");
    }

    @Test
    void refusesABlankAfterTheCommaOfMethods() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET, POST /x open"))
                .withMessageContaining("\"\" is not a method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "/x%2f", "/x//y", "/x*", "/**/x", "/x#y"})
    void refusesInvalidPaths(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET " + path + " open"))
                .withMessageStartingWith("\"GET " + path + " open\": the path " + path + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Open",
                "OPEN",
                "Closed",
                "Authenticated",
                "any",
                "ANY",
                "any a",
                "open a",
                "a open",
                "a closed",
                "authenticated a",
                "any(open)",
                "any(a authenticated)",
                "Any(a)",
                "(a)",
                "a)",
                "(a",
                "any(a",
                "any a)",
                "any(a) b",
                "b any(a)",
                "any(a) any(b)",
                "any(any(a))",
                "critical",
                "critical a",
                "a critical b",
                "anya)"
            })
    void refusesInvalidRules(String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET /x " + rule))
                .withMessageStartingWith("\"GET /x " + rule + "\": \"")
                .withMessageEndingWith("\" " + NOT_A_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open critical", "closed critical", "unprotected critical", "a critical critical"})
    void rejectsCriticalAfterRulesThatRequireNoToken(String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET /x " + rule))
                .withMessageContaining("only a rule that requires a token can be critical");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a, b", "any(a,b)", "open,closed", ","})
    void refusesCommasBetweenScopes(String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET /x " + rule))
                .withMessage("\"GET /x " + rule + "\": separate scopes by blanks, not by commas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"any()", "any( )", "a \"b", "a\\", "é", "any(a é)"})
    void refusesInvalidScopes(String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET /x " + rule))
                .withMessageStartingWith("\"GET /x " + rule + "\": ")
                .withMessageContaining(" is not a scope: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x a;GET /x b",
                "GET /x a;GET /x a",
                "* /x a;GET /x b",
                "* /x a;* /x b",
                "* /x a;GET,POST /x b",
                "GET /* a;GET /x b",
                "GET /** a;GET /x/*/y b",
                "GET,POST /x a;POST /x b",
                "GET /x a;POST /x b;GET,POST /x c",
                "GET /x/** a;POST /** b;POST,GET /x/y c",
                "* /** a;HEAD /x b",
                "GET /x a;* /x/* b;HEAD /x/y c",
                "HEAD /** a;GET,HEAD /x b;HEAD /x c",
                "GET /x a;POST /y b;GET /x c",
            })
    void refusesAnUnreachableLine(String lines) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse(lines))
                .withMessage("\"" + lines.substring(lines.lastIndexOf(';') + 1) + "\": " + HIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x a;POST /x b",
                "GET /x a;GET,POST /x b",
                "GET /x a;* /x b",
                "GET /x a;HEAD /x b",
                "HEAD /x a;GET /x b",
                "GET /x a;GET /x/ a",
                "GET /x a;POST /x/ b",
                "GET /x a;HEAD /x/ b",
                "GET /x/* a;GET /x/ b",
                "GET /x a;GET /X b",
                "GET /x a;GET /* b",
                "GET /x/* a;GET /x/** b",
                "GET /x a;GET /x/** b",
                "* /x a;GET /y b",
                "GET /x a;POST /y b;GET,POST /x c",
            })
    void acceptsAPartlyReachableLine(String lines) {
        assertThatCode(() -> RouteTable.parse(lines)).doesNotThrowAnyException();
    }

    @Test
    void reportsAllFaultsAtOnce() {
        String lines = "GET /x open\n get /x open ; GET x open\nGET /x any()  # any\nGET /x a,b;GET /x closed\nGET";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse(lines))
                .withMessage("\"get /x open\": \"get\" is not a method: write GET, GET,POST or *; "
                        + "\"GET x open\": the path x does not begin with /; "
                        + "\"GET /x any()\": \"\" is not a scope: it is empty, or holds a blank, a quote, a backslash"
                        + " or a character outside ASCII; "
                        + "\"GET /x a,b\": separate scopes by blanks, not by commas; "
                        + "\"GET /x closed\": " + HIDDEN + "; "
                        + "\"GET\": a line has the form METHOD PATH RULE");
    }

    @Test
    void wrongLineHidesNoOtherFault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET /x a,b\nGET /x b"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(HIDDEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/{*rest}",
                "/x/{id:[0-9]+}",
                "/x/{id}y",
                "/x{id}",
                "/{}",
                "/[id]",
                "/x/<id>",
                "/x/:id",
                "/{a}{b}"
            })
    void refusesPathSyntaxOfOtherRouters(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET,POST " + path + " open"))
                .withMessageContaining(
                        " is in the notation of another router: write {name} or * for one segment, and /** at the end");
    }

    @ParameterizedTest
    @CsvSource({
        "permitAll, 'write open in a route line, or @Open'",
        "PERMIT_ALL, 'write open in a route line, or @Open'",
        "permit-all, 'write open in a route line, or @Open'",
        "anonymous, 'write open in a route line, or @Open'",
        "denyAll, 'write closed in a route line, or nothing at all'",
        "deny_all, 'write closed in a route line, or nothing at all'",
        "isAuthenticated, 'write authenticated in a route line, or @Authenticated'",
        "fullyAuthenticated, 'write authenticated in a route line, or @Authenticated'",
        "SCOPE_a, 'write it as the token has it, without SCOPE_ or ROLE_'",
        "a scope_b, 'write it as the token has it, without SCOPE_ or ROLE_'",
        "any(a ROLE_B), 'write it as the token has it, without SCOPE_ or ROLE_'",
        "${scopes.a}, 'placeholders are not resolved, so write the scope itself'",
        "a:#{b}, 'placeholders are not resolved, so write the scope itself'",
    })
    void refusesKeywordsOfOtherLibraries(String rule, String instead) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET /x " + rule))
                .withMessageContaining("\" is not a scope: " + instead);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x a;GET /x/ b",
                "GET /x/ a;* /x b",
                "* /x a;HEAD /x/ open",
                "GET /x/* a;GET /x/{id}/ closed"
            })
    void refusesLinesThatDifferOnlyByATrailingSlash(String lines) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse(lines))
                .withMessageContaining("\": it differs from \"" + lines.substring(0, lines.indexOf(';'))
                        + "\" only by a trailing slash, but has another rule");
    }
}
