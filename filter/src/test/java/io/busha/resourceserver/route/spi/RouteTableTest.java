package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private static final Rule READ = Rule.allOf("balances:read");
    private static final Rule WRITE = Rule.allOf("transfers:write");

    private static Rule rule(String lines, String method, String path) {
        return declared(lines, method, path, null);
    }

    private static Rule declared(String lines, String method, String path, @Nullable Rule declared) {
        return RouteTable.parse(lines).ruleFor(method, path, path, Endpoint.declaring(Optional.ofNullable(declared)));
    }

    @ParameterizedTest
    @CsvSource({
        "open, open",
        "authenticated, authenticated",
        "closed, closed",
        "balances:read, balances:read",
        "balances:read transfers:write, balances:read transfers:write",
        "'b \t a', b a",
        "opened, opened",
        "anyone, anyone",
        "any(a), a",
        "any(b a), any(b a)",
        "'any ( b   a ) ', any(b a)",
    })
    void readsARule(String text, String rule) {
        assertThat(rule("GET /x " + text, "GET", "/x")).hasToString(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x open",
                "  GET\t/x   open  ",
                "GET /x open;",
                ";;GET /x open;\n;",
                "\r\nGET /x open\r\n",
                "GET /y closed\nGET /x open",
                "GET /y closed\rGET /x open",
                "GET /y closed;GET /x open",
                "GET /y closed ; GET /x open",
                "GET /x open # GET /x closed; everything up to here; is a comment",
                "GET /x open\t#a comment",
                "GET /x open;# a comment",
                "GET /x open;#",
                "# a comment; GET /x closed\nGET /x open",
                "# a comment\u2028GET /x closed\nGET /x open",
                "# a comment\u0085GET /x closed\rGET /x open",
                "  # a comment\r\nGET /x open",
                "#\n#\nGET /x open",
                "GET /y closed # a comment\nGET /x open # another",
                "POST,GET /x open",
                "GET,POST,GET /x open",
                "* /x open",
                "M-SEARCH,GET /x open",
            })
    void findsTheLineAmongCommentsAndBlanks(String lines) {
        assertThat(rule(lines, "GET", "/x")).isEqualTo(Rule.open());
    }

    @Test
    void hashInsideAWordStartsNoComment() {
        assertThat(rule("GET /x a#b", "GET", "/x")).isEqualTo(Rule.allOf("a#b"));
    }

    @Test
    void treatsDollarAndBackslashInCommentsAsText() {
        assertThat(rule("GET /x open # $1 \\1 $\nGET /y $1", "GET", "/y")).isEqualTo(Rule.allOf("$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", ";", "# nothing", " ;# nothing\n#"})
    void emptyTableClosesUndeclaredEndpoints(String lines) {
        assertThat(rule(lines, "GET", "/x")).isEqualTo(Rule.closed());
        assertThat(declared(lines, "GET", "/x", READ)).isEqualTo(READ);
    }

    @Test
    void firstMatchingLineDecides() {
        String lines = "GET /x/y open\nGET /x/* authenticated\nGET /x/** closed\n* /** a";
        assertThat(rule(lines, "GET", "/x/y")).isEqualTo(Rule.open());
        assertThat(rule(lines, "GET", "/x/z")).isEqualTo(Rule.authenticated());
        assertThat(rule(lines, "GET", "/x")).isEqualTo(Rule.closed());
        assertThat(rule(lines, "POST", "/x/y")).isEqualTo(Rule.allOf("a"));
    }

    @Test
    void methodIsMatchedCaseSensitively() {
        String lines = "GET,M-SEARCH /x open";
        assertThat(rule(lines, "M-SEARCH", "/x")).isEqualTo(Rule.open());
        for (String other : new String[] {"get", "POST", "GETS", "GE", "", "*", "OPTIONS", "M-SEARCH,GET"}) {
            assertThat(rule(lines, other, "/x")).as(other).isEqualTo(Rule.closed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "OPTIONS", "TRACE", "HEAD", "PROPFIND", "Propfind", ""})
    void starMatchesEveryMethod(String method) {
        assertThat(rule("* /x a", method, "/x")).isEqualTo(Rule.allOf("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "OPTIONS", "HEAD", "PUT"})
    void lineForOneMethodOpensNoOther(String method) {
        assertThat(rule("DELETE /x a", method, "/x")).isEqualTo(Rule.closed());
    }

    @ParameterizedTest
    @CsvSource({
        // lines ; the rule of HEAD /x
        "'GET /x a', a",
        "'GET /x a;HEAD /x b', b",
        "'HEAD /x b;GET /x a', b",
        "'GET /x a;* /x b', a",
        "'* /x b', b",
        "'POST /x b;* /x c', c",
        "'GET,HEAD /x a', a",
        "'GET /x a;* /** c', a",
        "'* /x a;HEAD /** b', a",
        "'GET /x a;* /x b;HEAD /** c', a",
        "'HEAD /x b', b",
        "'HEAD /y b;GET /** a', a",
        "'POST /x b', closed",
    })
    void headHasTheRuleOfGetUnlessALineNamesIt(String lines, String rule) {
        assertThat(rule(lines, "HEAD", "/x")).hasToString(rule);
    }

    @Test
    void ruleOfHeadDoesNotAffectGet() {
        assertThat(rule("GET /x a;HEAD /x b", "GET", "/x")).isEqualTo(Rule.allOf("a"));
        assertThat(rule("HEAD /x b", "GET", "/x")).isEqualTo(Rule.closed());
        assertThat(rule("GET /x a", "head", "/x")).isEqualTo(Rule.closed());
    }

    @Test
    void declaredRuleAndLineMustBothHold() {
        assertThat(declared("GET /x transfers:write", "GET", "/x", READ))
                .isEqualTo(Rule.allOf("balances:read", "transfers:write"))
                .hasToString("balances:read transfers:write");
        assertThat(declared("GET /x open", "GET", "/x", READ)).isEqualTo(READ);
        assertThat(declared("GET /x transfers:write", "GET", "/x", Rule.open())).isEqualTo(WRITE);
        assertThat(declared("GET /x authenticated", "GET", "/x", Rule.open())).isEqualTo(Rule.authenticated());
        assertThat(declared("GET /x closed", "GET", "/x", Rule.open())).isEqualTo(Rule.closed());
        assertThat(declared("GET /x open", "GET", "/x", Rule.closed())).isEqualTo(Rule.closed());
    }

    @Test
    void declaredRuleDecidesIfNoLineMatches() {
        assertThat(declared("GET /x closed", "GET", "/y", READ)).isEqualTo(READ);
        assertThat(declared("GET /x closed", "POST", "/x", Rule.open())).isEqualTo(Rule.open());
    }

    @Test
    void undeclaredEndpointIsClosed() {
        assertThat(rule("GET /x open", "GET", "/y")).isEqualTo(Rule.closed());
        assertThat(rule("GET /x open", "GET", "/x/")).isEqualTo(Rule.closed());
        assertThat(rule("GET /x open", "GET", "/X")).isEqualTo(Rule.closed());
    }

    @Test
    void oddPathIsClosedIfALineDecides() {
        RouteTable table = RouteTable.parse("GET /x open\nHEAD /y open");
        assertThat(table.ruleFor("GET", "/x", "/x;a", Endpoint.unknown())).isEqualTo(Rule.open());
        assertThat(table.ruleFor("GET", "/x", "//x", Endpoint.unknown())).isEqualTo(Rule.closed());
        assertThat(table.ruleFor("HEAD", "/x", "/./x", Endpoint.unknown())).isEqualTo(Rule.closed());
        assertThat(table.ruleFor("HEAD", "/y", "/%2e/y", Endpoint.unknown())).isEqualTo(Rule.closed());
        assertThat(table.ruleFor("GET", "/x", "/./x", Endpoint.declaring(Optional.of(Rule.open()))))
                .isEqualTo(Rule.closed());
    }

    @Test
    void oddPathIsAllowedIfOnlyTheEndpointDeclares() {
        RouteTable table = RouteTable.parse("GET /x open");
        assertThat(table.ruleFor("GET", "/y", "//y", Endpoint.declaring(Optional.of(READ))))
                .isEqualTo(READ);
        assertThat(table.ruleFor("GET", "/y", "//y", Endpoint.unknown())).isEqualTo(Rule.closed());
    }
}
