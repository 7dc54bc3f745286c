package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.Reachable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which rule the servlets of an application declare. */
class ServletDeclarationsTest {

    private final FakeApplication application = Servlets.application();

    private ServletDeclarations declarations() {
        return ServletDeclarations.of(application.context(), null);
    }

    private static Optional<Rule> ruleOf(String servlet, ServletDeclarations declarations) {
        return declarations.endpoint(servlet, "/", get("/").request()).declaredRule();
    }

    private Optional<Rule> ruleOf(String servlet) {
        return ruleOf(servlet, declarations());
    }

    @Test
    void usesTheRuleOfTheServletClass() {
        assertThat(ruleOf("Health")).contains(Rule.open());
        assertThat(ruleOf("Balances")).contains(Rule.allOf("balances:read"));
        assertThat(ruleOf("Undeclared")).isEmpty();
    }

    @Test
    void knowsExactPathsOfServletsAndMakesOthers() {
        ServletDeclarations declarations = declarations();
        assertThat(declarations.exactPath("/balances"))
                .isSameAs(declarations.exactPath("/balances"))
                .isEqualTo(EndpointPath.of("/balances"));
        assertThat(declarations.exactPath("/unknown")).isEqualTo(EndpointPath.of("/unknown"));
    }

    @Test
    void unregisteredServletDeclaresNothing() {
        assertThat(ruleOf("nobody")).isEmpty();
    }

    @Test
    void servletWithoutAClassNameDeclaresNothing() {
        application.servlet("lambda", null, "/lambda");
        assertThat(ruleOf("lambda")).isEmpty();
    }

    @Test
    void hiddenClassDeclaresNothing() {
        application.loadedBy(new ContainerLoader().hiding(Servlets.Health.class));
        assertThat(ruleOf("Health")).isEmpty();
        assertThat(ruleOf("Me")).contains(Rule.authenticated());
    }

    @Test
    void usesTheContextClassLoaderIfTheContainerHasNone() {
        application.loadedBy(null);
        assertThat(ruleOf("Health")).contains(Rule.open());
    }

    @Test
    void namesAllServletsWithContradictions() {
        application
                .loadedBy(new ContainerLoader().breaking(Servlets.Undeclared.class))
                .servlet(Servlets.Contradicting.class, "/contradicting");
        assertThatIllegalArgumentException().isThrownBy(this::declarations).satisfies(fault -> assertThat(
                        String.valueOf(fault.getMessage()).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("servlet Undeclared: cannot read the annotations of its class:"
                                        + " java.lang.NoClassDefFoundError: com/acme/Library"),
                        line -> assertThat(line)
                                .startsWith("servlet Contradicting: class " + Servlets.Contradicting.class.getName()
                                        + " declares more than one of")));
    }

    @Test
    void readsALaterServletAtItsFirstRequest() {
        ServletDeclarations declarations = declarations();
        application.servlet("later", Servlets.Me.class.getName(), "/later");
        assertThat(ruleOf("later", declarations)).contains(Rule.authenticated());
    }

    @Test
    void closesALaterServletWithAContradiction() {
        ServletDeclarations declarations = declarations();
        application.servlet(Servlets.Contradicting.class, "/later");
        try (Logged logged = Logged.by(ServletDeclarations.class)) {
            assertThat(ruleOf("Contradicting", declarations)).contains(Rule.closed());
            assertThat(ruleOf("Contradicting", declarations)).contains(Rule.closed());
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .startsWith("SEVERE Servlet Contradicting is closed: class ")
                    .contains("declares more than one of");
        }
    }

    @Test
    void knowsEndpointsBehindTheServletOfAFramework() {
        application.servlet("framework", Servlets.Health.class.getName(), "/*");
        ServletDeclarations declarations =
                ServletDeclarations.of(application.context(), new Framework().put("/a", Rule.allOf("a")));
        assertThat(reachable("/a", "framework", declarations))
                .hasValueSatisfying(found -> assertThat(found.isNothing()).isFalse());
        assertThat(reachable("/b", "framework", declarations))
                .hasValueSatisfying(found -> assertThat(found.isNothing()).isTrue());
        assertThat(reachable("/a", "Me", declarations)).isEmpty();
        assertThat(ruleOf("Me", declarations)).contains(Rule.authenticated());
    }

    @Test
    void findsTheServletMappedToAPath() {
        assertThat(declarations().servletOf("/me/name")).isEqualTo("Me");
        assertThat(declarations().servletOf("/nowhere")).isEmpty();
    }

    @Test
    void assignsHandshakesToWebSocketEndpoints() {
        application
                .servlet("framework", Servlets.Health.class.getName(), "/*")
                .attribute("jakarta.websocket.server.ServerContainer", "one that shows nothing");
        ServletDeclarations declarations =
                ServletDeclarations.of(application.context(), new Framework().put("/a", Rule.allOf("a")));
        var handshake = FakeRequest.handshake("/a").at("", "/a").to("framework").request();
        assertThat(declarations.reachable(ServletGuardedRequest.of(handshake, declarations)))
                .isEmpty();
        assertThat(reachable("/a", "framework", declarations)).isPresent();
    }

    private static Optional<Reachable> reachable(String path, String servlet, ServletDeclarations declarations) {
        var request = get(path).at("", path).to(servlet).request();
        return declarations.reachable(ServletGuardedRequest.of(request, declarations));
    }
}
