package io.busha.resourceserver.route.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.RouteAudit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** How endpoints and route lines are shown to an operator. */
class RouteAuditTest {

    @RequireScope("balances:read")
    private static final class Balances {}

    @Open
    private static final class Health {}

    private final List<MappedEndpoint> endpoints = new ArrayList<>();

    private RouteAudit audit(String... lines) {
        return RouteTable.parse(String.join("\n", lines)).audit(endpoints, OtherDoor.none());
    }

    private static MappedEndpoint at(String path) {
        return MappedEndpoint.of(path, EndpointPath.of(path), "x.Y");
    }

    private static MappedEndpoint jsp() {
        return MappedEndpoint.of("*.jsp", EndpointPath.of("/**"), "x.Jsp").endingWith(".jsp");
    }

    private static Declaration declaredBy(Class<?> type) {
        return Declarations.ofType(type).orElseThrow();
    }

    private List<String> entries(RouteAudit audit) {
        return audit.entries().stream()
                .map(entry -> entry.methods() + " " + entry.path() + " -> " + entry.requires() + ", " + entry.saidBy())
                .toList();
    }

    @Test
    void namesRuleAndPlaceOfAnAnnotation() {
        endpoints.add(at("/balances").forMethods(Set.of("GET", "HEAD")).declaring(declaredBy(Balances.class)));
        RouteAudit audit = audit();
        assertThat(entries(audit)).containsExactly("GET,HEAD /balances -> balances:read, " + Balances.class.getName());
        assertThat(audit.warnings()).isEmpty();
        assertThat(audit.entries().get(0).endpoint()).isEqualTo("x.Y");
    }

    @Test
    void warnsOfAnUndeclaredEndpoint() {
        endpoints.add(at("/undeclared"));
        RouteAudit audit = audit();
        assertThat(entries(audit)).containsExactly("* /undeclared -> closed, nothing declared");
        assertThat(audit.warnings())
                .containsExactly(
                        "closed because no rule is declared: * /undeclared (x.Y): annotate it, or add a route line");
    }

    @Test
    void doesNotWarnOfClosedEndpointsOfTheContainer() {
        endpoints.add(jsp().builtIn());
        RouteAudit audit = audit();
        assertThat(entries(audit)).containsExactly("* *.jsp -> closed, nothing declared");
        assertThat(audit.warnings()).isEmpty();
        assertThat(entries(audit("GET /public/** open")))
                .first()
                .isEqualTo("GET,HEAD /public/** in *.jsp -> open, route line \"GET /public/** open\"");
    }

    @Test
    void doesNotWarnOfAnExplicitlyClosedEndpoint() {
        endpoints.add(at("/**"));
        RouteAudit audit = audit("* /** closed");
        assertThat(entries(audit)).containsExactly("* /** -> closed, route line \"* /** closed\"");
        assertThat(audit.warnings()).isEmpty();
    }

    @Test
    void listsLinesForPartsOfAnEndpointAndTheRest() {
        endpoints.add(at("/table/**"));
        RouteAudit audit =
                audit("GET /table/open open", "GET,POST /table/*/x b:write a:read", "DELETE /table/** any(a b)");
        assertThat(entries(audit))
                .containsExactly(
                        "GET,HEAD /table/open -> open, route line \"GET /table/open open\"",
                        "GET,HEAD,POST /table/*/x -> b:write a:read, route line \"GET,POST /table/*/x b:write a:read\"",
                        "DELETE /table/** -> any(a b), route line \"DELETE /table/** any(a b)\"",
                        "* but DELETE /table/** -> closed, nothing declared");
        assertThat(audit.warnings()).isEmpty();
    }

    @Test
    void requiresBothAnnotationAndLine() {
        endpoints.add(at("/balances").forMethods(Set.of("GET")).declaring(declaredBy(Balances.class)));
        assertThat(entries(audit("GET /** authenticated", "POST /** x")))
                .containsExactly("GET /balances -> balances:read, " + Balances.class.getName()
                        + " and route line \"GET /** authenticated\"");
        assertThat(entries(audit("GET /*/** other")))
                .containsExactly("GET /balances -> balances:read other, " + Balances.class.getName()
                        + " and route line \"GET /*/** other\"");
    }

    @Test
    void showsWhereALineAndAMappingOverlap() {
        endpoints.add(at("/a/*/b"));
        assertThat(entries(audit("GET /a/c/** open")))
                .containsExactly(
                        "GET,HEAD /a/c/** in /a/*/b -> open, route line \"GET /a/c/** open\"",
                        "* /a/*/b -> closed, nothing declared");
    }

    @Test
    void approximateMappingTakesNoLineFromAWiderMapping() {
        endpoints.add(at("/x/**"));
        endpoints.add(at("/x/a").forMethods(Set.of("GET", "HEAD")).approximate());
        assertThat(entries(audit("GET /x/a open")))
                .containsExactly(
                        "GET,HEAD /x/a -> open, route line \"GET /x/a open\"",
                        "* /x/** -> closed, nothing declared",
                        "GET,HEAD /x/a -> open, route line \"GET /x/a open\"");
    }

    @Test
    void approximateMappingContradictsNoOther() {
        endpoints.add(at("/x").approximate());
        endpoints.add(at("/x/"));
        assertThat(entries(audit("* /x open")))
                .containsExactly("* /x -> open, route line \"* /x open\"", "* /x/ -> closed, nothing declared");
        endpoints.clear();
        endpoints.add(at("/x"));
        endpoints.add(at("/x/").approximate());
        assertThat(entries(audit("* /x open"))).hasSize(2);
    }

    @Test
    void warnsOfALineThatOpensNoEndpoint() {
        endpoints.add(at("/balances").declaring(declaredBy(Balances.class)));
        endpoints.add(at("/health").declaring(declaredBy(Health.class)));
        assertThat(audit("GET /** open").warnings())
                .containsExactly("route line \"GET /** open\" does not open * /balances (x.Y): it declares"
                        + " \"balances:read\", and both must be satisfied");
    }

    @Test
    void warnsOfALineThatMatchesNoEndpoint() {
        endpoints.add(at("/a").declaring(declaredBy(Health.class)));
        endpoints.add(jsp().declaring(declaredBy(Health.class)));
        assertThat(audit("GET /b open", "GET /c.jsp open", "GET /c.jspx open", "GET /* open", "GET /a/b/** open")
                        .warnings())
                .containsExactly(
                        "route line \"GET /b open\": no endpoint is mapped there",
                        "route line \"GET /c.jspx open\": no endpoint is mapped there");
    }

    @Test
    void warnsOfALineThatIsShadowedForSomeRequests() {
        endpoints.add(at("/**"));
        assertThat(audit("GET /a/** open", "* /a/secret x").warnings())
                .containsExactly("route line \"* /a/secret x\" is shadowed for GET by the earlier line"
                        + " \"GET /a/** open\" on paths that both match");
        assertThat(audit("GET /a/** open", "GET,POST /a/secret x").warnings()).hasSize(1);
        assertThat(audit("GET /a/*/x open", "GET /a/secret/** x").warnings()).hasSize(1);
        assertThat(audit("* /*/x open", "GET /a/* x").warnings()).hasSize(1);
    }

    @Test
    void specificLinesBeforeAGeneralOneShadowNothing() {
        endpoints.add(at("/**"));
        assertThat(audit("GET /a/public/** open", "GET /a/** x", "* /** closed").warnings())
                .isEmpty();
        assertThat(audit("GET /a open", "POST /a x", "GET /a/b open", "GET /c/* y")
                        .warnings())
                .isEmpty();
        assertThat(audit("GET /a/** x", "* /a/b x").warnings()).isEmpty();
    }

    @Test
    void headHasTheRuleOfGetUnlessALineNamesIt() {
        endpoints.add(at("/a"));
        assertThat(entries(audit("GET /a open", "HEAD /b open")))
                .containsExactly(
                        "GET /a -> open, route line \"GET /a open\"",
                        "* but GET,HEAD /a -> closed, nothing declared",
                        "HEAD /a -> open, route line \"GET /a open\"");
        assertThat(entries(audit("GET /a open", "HEAD /a x")))
                .containsExactly(
                        "GET /a -> open, route line \"GET /a open\"",
                        "* but GET,HEAD /a -> closed, nothing declared",
                        "HEAD /a -> x, route line \"HEAD /a x\"");
        assertThat(entries(audit("* /a open", "HEAD /b x")))
                .containsExactly(
                        "* but HEAD /a -> open, route line \"* /a open\"", "HEAD /a -> open, route line \"* /a open\"");
    }

    @Test
    void lineAppliesOnlyToTheNarrowestMapping() {
        endpoints.add(at("/**"));
        endpoints.add(at("/table/**"));
        endpoints.add(jsp());
        assertThat(entries(audit("* /table/open open", "* /table/x.jsp a", "* /y.jsp b", "* /z c", "* /** d")))
                .containsExactly(
                        "* /y.jsp -> b, route line \"* /y.jsp b\"",
                        "* *.jsp -> d, route line \"* /** d\"",
                        "* /z -> c, route line \"* /z c\"",
                        "* /** -> d, route line \"* /** d\"",
                        "* /table/open -> open, route line \"* /table/open open\"",
                        "* /table/x.jsp -> a, route line \"* /table/x.jsp a\"",
                        "* /table/** -> d, route line \"* /** d\"");
    }

    @Test
    void lineForAnotherMethodAppliesToTheWiderMapping() {
        endpoints.add(at("/a/*"));
        endpoints.add(at("/a/b").forMethods(Set.of("GET")));
        assertThat(entries(audit("POST /a/b open")))
                .first()
                .isEqualTo("POST /a/b -> open, route line \"POST /a/b open\"");
    }

    @Test
    void listsHandlerOfAllOtherMethodsAsAnEndpoint() {
        endpoints.add(at("/a").forMethods(Set.of("GET", "HEAD")).declaring(declaredBy(Balances.class)));
        endpoints.add(at("/a").forAllBut(Set.of("GET", "HEAD")));
        assertThat(entries(audit("POST /a open")))
                .containsExactly(
                        "GET,HEAD /a -> balances:read, " + Balances.class.getName(),
                        "POST /a -> open, route line \"POST /a open\"",
                        "* but GET,HEAD,POST /a -> closed, nothing declared");
    }

    @Test
    void showsEndpointsWithoutTheFilter() {
        endpoints.add(at("/api").declaring(declaredBy(Balances.class)).unguarded());
        RouteAudit audit = audit("GET /api open");
        assertThat(entries(audit)).containsExactly("* /api -> NOT PROTECTED, ");
        assertThat(audit.warnings())
                .containsExactly("NOT PROTECTED: * /api (x.Y): the filter is not mapped to all of its paths");
    }

    @Test
    void noLineOpensAClosedDeclaration() {
        endpoints.add(at("/a").declaring(Declaration.closed("cannot be read")));
        assertThat(entries(audit("* /a open")))
                .containsExactly("* /a -> closed, cannot be read and route line \"* /a open\"");
    }

    @Test
    void warnsOfScopesThatTheIssuerDoesNotKnow() {
        endpoints.add(at("/a"));
        RouteAudit audit = audit("GET /a any(x y)", "POST /a balances:read");
        assertThat(audit.unknownScopes(Set.of())).isEmpty();
        assertThat(audit.unknownScopes(Set.of("openid", "offline_access", "offline", "profile")))
                .isEmpty();
        assertThat(audit.unknownScopes(Set.of("openid", "balances:read", "y")))
                .containsExactly("scope x is required, but the issuer does not list it in scopes_supported");
        assertThat(audit.unknownScopes(Set.of("balances:read", "x", "y"))).isEmpty();
    }

    @Test
    void printsTableAndJson() throws JoseException {
        endpoints.add(at("/a"));
        RouteAudit audit = audit("GET /a open");
        assertThat(audit).hasToString("""
                METHODS         PATH  ENDPOINT  REQUIRES  SAID BY
                GET,HEAD        /a    x.Y       open      route line "GET /a open"
                * but GET,HEAD  /a    x.Y       closed    nothing declared
                """);
        assertThat(JsonUtil.parseJson(audit.toJson()))
                .isEqualTo(Map.of(
                        "endpoints",
                        List.of(
                                Map.of(
                                        "methods", "GET,HEAD",
                                        "path", "/a",
                                        "endpoint", "x.Y",
                                        "requires", "open",
                                        "said_by", "route line \"GET /a open\""),
                                Map.of(
                                        "methods", "* but GET,HEAD",
                                        "path", "/a",
                                        "endpoint", "x.Y",
                                        "requires", "closed",
                                        "said_by", "nothing declared")),
                        "warnings",
                        List.of()));
        assertThat(audit.entries().get(0)).hasToString("GET,HEAD /a x.Y open route line \"GET /a open\"");
    }

    @Test
    void endpointsDifferingByATrailingSlashMustHaveEqualRules() {
        endpoints.add(at("/a"));
        endpoints.add(at("/a/").declaring(declaredBy(Balances.class)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audit("GET /a open"))
                .withMessageContaining(
                        "* /a (x.Y) requires \"open\", and * /a/ (x.Y) requires \"balances:read\": they differ"
                                + " only by a trailing slash, so give both the same rule")
                .withMessageContaining("requires \"closed\"");
    }

    @Test
    void endpointsDifferingByATrailingSlashMayHaveEqualRulesOrOtherMethods() {
        endpoints.add(at("/a").forMethods(Set.of("GET")));
        endpoints.add(at("/a/").forMethods(Set.of("GET")));
        endpoints.add(at("/b").forMethods(Set.of("GET")).declaring(declaredBy(Balances.class)));
        endpoints.add(at("/b/").forMethods(Set.of("POST")));
        endpoints.add(at("/c").unguarded());
        endpoints.add(at("/c/").declaring(declaredBy(Balances.class)));
        endpoints.add(MappedEndpoint.of("/d", EndpointPath.of("/d").withOrWithoutSlash(), "x.Y"));
        endpoints.add(at("/d/").declaring(declaredBy(Balances.class)));
        endpoints.add(MappedEndpoint.of("/d", EndpointPath.of("/d").withOrWithoutSlash(), "x.Z"));
        assertThat(entries(audit("GET /a open", "GET /a/ open"))).hasSize(9);
    }

    @Test
    void escapesTextsInJson() {
        List<String> warnings = List.of("\u0001 \" \\ \u007f \u00e9 \ud83d\ude00 ~");
        String json = RouteAudit.of(List.of(), warnings, Set.of()).toJson();
        assertThat(json)
                .isEqualTo(
                        "{\"endpoints\":[],\"warnings\":[\"\\u0001 \\u0022 \\u005c \\u007f \\u00e9 \\ud83d\\ude00 ~\"]}");
        assertThat(json).isASCII();
    }
}
