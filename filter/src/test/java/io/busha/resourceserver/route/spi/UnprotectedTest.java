package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.route.RouteAudit;
import io.busha.resourceserver.route.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an unprotected route line leaves to another door, and what it does not. */
class UnprotectedTest {

    private static final OtherDoor WILLING = (method, path) -> Optional.empty();
    private static final Rule READ = Rule.allOf("read");

    private static Rule rule(String lines, String method, String path, Endpoint endpoint) {
        return RouteTable.parse(lines).ruleFor(method, path, path, endpoint);
    }

    private static Endpoint at(String path) {
        return Endpoint.unknown().at(EndpointPath.of(path));
    }

    private static MappedEndpoint mapped(String path, String... methods) {
        MappedEndpoint any = MappedEndpoint.of(path, EndpointPath.of(path), "x.Y");
        return (methods.length == 0 ? any : any.forMethods(Set.of(methods))).mayBeUnprotected();
    }

    @Test
    void admitsNobody() {
        assertThat(Rule.unprotected().allowsAnonymous()).isFalse();
        assertThat(Rule.unprotected().allows(Set.of())).isFalse();
        assertThat(Rule.unprotected().allows(Set.of("unprotected", "read"))).isFalse();
        assertThat(Rule.unprotected().isClosed()).isTrue();
        assertThat(Rule.unprotected().scopes()).isEmpty();
        assertThat(Rule.unprotected()).hasToString("unprotected").isNotEqualTo(Rule.closed());
        assertThat(List.of(Rule.open(), Rule.authenticated(), Rule.closed(), READ))
                .noneMatch(Rule::isUnprotected);
    }

    @Test
    void combinedWithAnotherRuleIsThatRule() {
        for (Rule other : List.of(Rule.open(), Rule.authenticated(), Rule.closed(), READ, Rule.unprotected())) {
            assertThat(Rule.unprotected().and(other)).isEqualTo(other);
            assertThat(other.and(Rule.unprotected())).isEqualTo(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unprotected", "UNPROTECTED", "unprotected read", "read unprotected", "any(unprotected)"})
    void refusesOtherSpellings(String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouteTable.parse("GET /x " + rule))
                .withMessageContaining("unprotected, scopes or any(scopes)");
    }

    @Test
    void findsUnprotectedLines() {
        assertThat(RouteTable.parse("GET /x open\n*   /p/{id} unprotected; POST /q unprotected")
                        .unprotected())
                .containsExactly("* /p/* unprotected", "POST /q unprotected");
    }

    @ParameterizedTest
    @CsvSource({
        // lines ; the endpoint's paths ; method ; path of the request
        "* /p/** unprotected, /p/x, GET, /p/x",
        "* /p/** unprotected, /p/*, DELETE, /p/7",
        "* /p/** unprotected, /p/**, GET, /p/a/b",
        "GET /p/x unprotected, /p/x, HEAD, /p/x",
        "* /p/** unprotected, /p/x, GET, /P/X", // matched by a lenient framework
        "* /p/** unprotected, /p/x, GET, /p/x/",
        "GET /p/me read;* /p/** unprotected, /p/*, GET, /p/7",
        "HEAD /p/x read;* /p/** unprotected, /p/x, GET, /p/x",
        "GET /p/x unprotected;GET /p/x/ unprotected, /p/x, GET, /p/x",
    })
    void appliesByThePathsOfTheEndpoint(String lines, String endpoint, String method, String path) {
        assertThat(rule(lines, method, path, at(endpoint))).isEqualTo(Rule.unprotected());
    }

    @ParameterizedTest
    @CsvSource({
        "* /p/** unprotected, /*/x, GET, /p/x",
        "* /p/** unprotected, /**, GET, /p/x",
        "GET /p/me unprotected, /p/*, GET, /p/me",
        "GET /p/* unprotected, /p/x, POST, /p/x",
        "GET /p/* unprotected, /p/x, get, /p/x",
        "GET /p/* unprotected, /p/x/, GET, /p/x/",
        "* /p/** unprotected, /p/x, GET, /p/%2e/x", // odd
        "* /p/** unprotected, /p/x, GET, /q/x", // forwarded from another path
        "* /p/** unprotected, /q/x, GET, /p/x",
        "* /p/** unprotected, /q/*, GET, /q/x",
    })
    void isClosedEverywhereElse(String lines, String endpoint, String method, String path) {
        assertThat(rule(lines, method, path, at(endpoint))).isEqualTo(Rule.closed());
    }

    @Test
    void isClosedIfThePathsOfTheEndpointAreUnknown() {
        assertThat(rule("* /p/** unprotected", "GET", "/p/x", Endpoint.unknown()))
                .isEqualTo(Rule.closed());
        assertThat(rule("* /p/** unprotected;* /** open", "GET", "/p/x", Endpoint.unknown()))
                .isEqualTo(Rule.closed());
    }

    @ParameterizedTest
    @CsvSource({
        "GET /p/me read;* /p/** unprotected, /p/me, read",
        "HEAD /p/me read;GET /p/** unprotected, /p/me, unprotected",
        "GET /p/me read;* /p/** unprotected, /p/*, read", // by the path of this request
        "* /p/** open;* /q unprotected, /p/me, open",
        "GET /p/*/ unprotected;GET /p/me open, /p/me, open",
    })
    void doesNotWeakenOtherLines(String lines, String endpoint, String rule) {
        assertThat(rule(lines, "GET", "/p/me", at(endpoint))).hasToString(rule);
    }

    @Test
    void doesNotWeakenDeclarations() {
        Endpoint declaring = Endpoint.declaring(Optional.of(READ)).at(EndpointPath.of("/p/x"));
        assertThat(rule("* /p/** unprotected", "GET", "/p/x", declaring)).isEqualTo(READ);
        Endpoint withSlash = Endpoint.declaring(Optional.of(READ)).at(EndpointPath.of("/p/x/"));
        assertThat(rule("* /p/x unprotected", "GET", "/p/x/", withSlash)).isEqualTo(READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* /p/** unprotected;GET /p/me read", // never evaluated
                "GET /p/x unprotected;GET /p/x/ read",
                "GET /p/x/ open;GET /p/x unprotected"
            })
    void isRefusedIfOtherLinesContradictIt(String lines) {
        assertThatIllegalArgumentException().isThrownBy(() -> RouteTable.parse(lines));
    }

    private static boolean isLeft(String lines, String method, String path, MappedEndpoint... endpoints) {
        return EndpointIndex.of(List.of(endpoints))
                .reachableBy(Set.of(path))
                .isUnprotected(new Requested(RouteTable.parse(lines), method, path, path));
    }

    @Test
    void appliesIfTheRequestCanReachNothingElse() {
        String line = "* /p/** unprotected";
        assertThat(isLeft(line, "GET", "/p/x", mapped("/p/x"))).isTrue();
        assertThat(isLeft(line, "GET", "/p/x", mapped("/p/x"), mapped("/p/*"), mapped("/q/*")))
                .isTrue();
        assertThat(isLeft(line, "GET", "/p/x", mapped("/p/x"), mapped("/*/x"))).isFalse();
        assertThat(isLeft(line, "GET", "/p/x", mapped("/p/x").declaring(Declaration.of(Rule.open(), "here"))))
                .isFalse();
        assertThat(isLeft(line, "GET", "/p/y", mapped("/p/x"))).isFalse();
        assertThat(isLeft(line, "GET", "/p/x", mapped("/p/x", "POST"))).isFalse();
        assertThat(isLeft(line, "GET", "/p//x", mapped("/p/x"))).isFalse();
        assertThat(isLeft("GET /p/x open", "GET", "/p/x", mapped("/p/x"))).isFalse();
        assertThat(isLeft(line, "GET", "/p/x", MappedEndpoint.of("/p/x", EndpointPath.of("/p/x"), "x.Y")))
                .isFalse();
        assertThat(Reachable.anything().isUnprotected(new Requested(RouteTable.parse(line), "GET", "/p/x", "/p/x")))
                .isFalse();
        assertThat(Reachable.closed()
                        .isUnprotected(new Requested(RouteTable.parse("* /** unprotected"), "GET", "/p/x", "/p/x")))
                .isFalse();
    }

    @Test
    void appliesToAChangeableMethodIfAllMethodsAreUnprotected() {
        Reachable reachable = Reachable.among(List.of(mapped("/p/x", "GET"), mapped("/p/x", "POST")));
        RouteTable posts = RouteTable.parse("POST /p/x unprotected; GET /p/x read");
        assertThat(reachable.isUnprotected(new Requested(posts, "POST", "/p/x", "/p/x")))
                .isTrue();
        assertThat(reachable.byAnyMethod().isUnprotected(new Requested(posts, "POST", "/p/x", "/p/x")))
                .isFalse();
        assertThat(reachable
                        .byAnyMethod()
                        .isUnprotected(new Requested(RouteTable.parse("* /p/x unprotected"), "POST", "/p/x", "/p/x")))
                .isTrue();
    }

    private static RouteAudit audit(String lines, OtherDoor other, MappedEndpoint... endpoints) {
        return RouteTable.parse(lines).audit(List.of(endpoints), other);
    }

    @Test
    void isListedInTheAuditWithAWarning() {
        RouteAudit audit = audit("GET /p/** unprotected", WILLING, mapped("/p/x", "GET", "POST"), mapped("/q"));
        assertThat(audit.entries().stream().map(Object::toString))
                .containsExactly(
                        "GET /p/x x.Y unprotected route line \"GET /p/** unprotected\"",
                        "POST /p/x x.Y closed nothing declared",
                        "* /q x.Y closed nothing declared");
        assertThat(audit.warnings())
                .containsExactly(
                        "UNPROTECTED: GET,POST /p/x (x.Y): route line \"GET /p/** unprotected\" leaves it to other"
                                + " security; no token is checked there",
                        "closed because no rule is declared: * /q (x.Y): annotate it, or add a route line");
    }

    @Test
    void isListedAsClosedIfItCannotApply() {
        MappedEndpoint servlet = MappedEndpoint.of("/p/*", EndpointPath.of("/p/**"), "x.Servlet");
        MappedEndpoint files =
                MappedEndpoint.of("/**", EndpointPath.of("/**"), "x.Files").builtIn();
        RouteAudit audit = audit("* /p/** unprotected", WILLING, servlet, files);
        assertThat(audit.entries().stream().map(RouteAudit.Entry::requires)).containsOnly("closed");
        assertThat(audit.warnings())
                .containsExactly(
                        "route line \"* /p/** unprotected\" closes * /p/* (x.Servlet): only methods of Spring's"
                                + " controllers can be left unprotected");
    }

    private static void refuses(String why, String lines, OtherDoor other, MappedEndpoint... endpoints) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audit(lines, other, endpoints))
                .withMessage("route line \"" + why);
    }

    @Test
    void isRefusedIfItCoversOnlyPartOfAnEndpoint() {
        String must = "it must apply to all of its paths, and ";
        refuses(
                "* /p/** unprotected\" cannot leave * /*/x (x.Y) unprotected: " + must
                        + "it applies to some of them only",
                "* /p/** unprotected",
                WILLING,
                mapped("/*/x"),
                mapped("/p/**"));
        refuses(
                "* /p/** unprotected\" cannot leave * /p/* (x.Y) unprotected: " + must
                        + "an earlier line applies to some",
                "GET /p/me read; * /p/** unprotected",
                WILLING,
                mapped("/p/*"));
        assertThat(audit("GET /p/me read; * /p/** unprotected", WILLING, mapped("/p/*", "POST"))
                        .entries())
                .hasSize(1);
        assertThat(audit("GET /p/me read; * /p/** unprotected", WILLING, mapped("/p/*"), mapped("/p/me"))
                        .entries())
                .hasSize(3);
    }

    @Test
    void isRefusedIfTheEndpointHasADeclaration() {
        refuses(
                "* /p unprotected\" cannot leave * /p (x.Y) unprotected: it declares \"open\" at x.Y.z, which nothing"
                        + " would enforce; remove one of the two",
                "* /p unprotected",
                WILLING,
                mapped("/p").declaring(Declaration.of(Rule.open(), "x.Y.z")));
    }

    @Test
    void isRefusedIfNothingElseProtectsTheEndpoint() {
        refuses(
                "GET /p unprotected\" cannot leave GET /p (x.Y) unprotected: nothing else would protect it here (GET)",
                "GET /p unprotected",
                OtherDoor.none(),
                mapped("/p", "GET"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audit("* /p unprotected", OtherDoor.none(), mapped("/p")))
                .withMessageContaining("nothing else would protect it here (GET)")
                .withMessageContaining("nothing else would protect it here (PATCH)");
    }

    @Test
    void asksTheOtherDoorWithAnExampleOfEachMethod() {
        List<String> asked = new ArrayList<>();
        OtherDoor other = (method, path) -> {
            asked.add(method + " " + path);
            return Optional.empty();
        };
        audit("* /p/** unprotected", other, mapped("/p/*/x", "OPTIONS"), mapped("/p/a/**", "POST", "GET"));
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "OPTIONS /p/any-name/x", "GET /p/a/any-name/any-name", "POST /p/a/any-name/any-name");
        asked.clear();
        audit("* /p/** unprotected", other, mapped("/p"));
        assertThat(asked).containsExactlyInAnyOrder("GET /p", "HEAD /p", "POST /p", "PUT /p", "PATCH /p", "DELETE /p");
    }
}
