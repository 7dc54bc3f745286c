package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static io.busha.resourceserver.servlet.spi.FakeRequest.handshake;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.Logged;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import io.busha.resourceserver.route.spi.EndpointPath;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.spi.OtherDoor;
import io.busha.resourceserver.route.spi.RouteTable;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of WebSocket handshakes if a container lists its endpoints as Undertow does. */
class SocketRulesTest {

    private static final Optional<Rule> OF_SERVLET = Optional.of(Rule.allOf("of:servlet"));
    private static final Endpoint SERVLET = Endpoint.declaring(OF_SERVLET);
    private static final Optional<Rule> CLOSED = Optional.of(Rule.closed());

    @Open
    static class ForAll {}

    @RequireScope("balances:read")
    static class Scoped {}

    static class Undeclared {}

    @Authenticated
    @Open
    static class Contradicting {}

    static class OnItsMethod {
        @OnMessage
        @RequireScope("balances:read")
        public void answer(String message) {}
    }

    /** Accepts handshakes of one origin and of clients without an origin. */
    static class OwnOrigin extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(@Nullable String origin) {
            return origin == null || origin.equals("https://bank.example");
        }
    }

    private record Config(
            String getPath, Class<?> getEndpointClass, ServerEndpointConfig.Configurator getConfigurator) {}

    /** An endpoint as Undertow stores it. */
    public record Configured(ServerEndpointConfig getEndpointConfiguration) {}

    /** A container like Undertow's. */
    public record Container(List<Configured> getConfiguredServerEndpoints) {}

    private static ServerEndpointConfig at(String path, Class<?> type) {
        return Fakes.of(ServerEndpointConfig.class, new Config(path, type, new OwnOrigin()));
    }

    private static FakeApplication application(Object container) {
        return new FakeApplication().attribute(SocketContainer.API, container);
    }

    private static FakeApplication with(ServerEndpointConfig... endpoints) {
        return application(
                new Container(Stream.of(endpoints).map(Configured::new).toList()));
    }

    private static SocketRules rules(FakeApplication application) {
        return new SocketRules(application.context());
    }

    /** Returns an application with an endpoint that is open to one origin. */
    static FakeApplication withOwnOrigin() {
        return with(at("/ws", ForAll.class));
    }

    private static Optional<Rule> rule(FakeApplication application, FakeRequest request) {
        return rules(application)
                .endpoint(request.request(), request.getServletPath(), () -> SERVLET)
                .declaredRule();
    }

    @Test
    void areTheRulesOfTheEndpointForAHandshake() {
        FakeApplication application =
                with(at("/open", ForAll.class), at("/scoped", Scoped.class), at("/undeclared", Undeclared.class));
        assertThat(rule(application, handshake("/open"))).contains(Rule.open());
        assertThat(rule(application, handshake("/scoped"))).contains(Rule.allOf("balances:read"));
        assertThat(rule(application, handshake("/undeclared"))).isEmpty();
    }

    @Test
    void areTheRulesOfTheServletForOtherRequests() {
        FakeApplication application = with(at("/open", ForAll.class));
        assertThat(rule(application, get("/open"))).isEqualTo(OF_SERVLET);
        assertThat(rule(application, get("/open").header("Upgrade", "h2c"))).isEqualTo(OF_SERVLET);
        assertThat(rule(application, handshake("/other"))).isEqualTo(OF_SERVLET);
        assertThat(rule(new FakeApplication(), handshake("/open"))).isEqualTo(OF_SERVLET);
        assertThat(rule(with(), handshake("/other").sentAs("/x;/other"))).isEqualTo(OF_SERVLET);
    }

    @Test
    void applyToThePathsOfTheirEndpoints() {
        SocketRules rules = rules(with(at("/ws/{id}", ForAll.class)));
        assertThat(rules.endpoint(handshake("/ws/me").request(), "/ws/me", () -> SERVLET))
                .isEqualTo(Endpoint.declaring(Optional.of(Rule.open())).at(EndpointPath.of("/ws/*")));
    }

    @Test
    void closePathsThatSomeContainersSendToTheServlet() {
        FakeApplication application = with(at("/open", ForAll.class));
        assertThat(rule(application, handshake("/open").without("Sec-WebSocket-Version")))
                .isEqualTo(CLOSED);
        assertThat(rule(application, handshake("/open/"))).isEqualTo(CLOSED);
        assertThat(rule(application, handshake("/other").sentAs("/open;/../other")))
                .isEqualTo(CLOSED);
    }

    @Test
    void preferAPathToATemplate() {
        FakeApplication application = with(at("/a/{x}", ForAll.class), at("/a/b", Scoped.class));
        assertThat(rule(application, handshake("/a/b"))).contains(Rule.allOf("balances:read"));
        assertThat(rule(application, handshake("/a/c"))).contains(Rule.open());
    }

    @Test
    void areClosedIfOnlySomeMatchingTemplatesDeclareARule() {
        FakeApplication application = with(at("/a/{x}", ForAll.class), at("/{y}/b", Undeclared.class));
        assertThat(rule(application, handshake("/a/b"))).isEqualTo(CLOSED);
    }

    @Test
    void combineAllMatchingTemplates() {
        FakeApplication application = with(at("/a/{x}", ForAll.class), at("/{y}/b", Scoped.class));
        assertThat(rule(application, handshake("/a/b"))).contains(Rule.allOf("balances:read"));
    }

    @Test
    void closeEndpointsThatCannotBeRead() {
        assertThat(rule(with(at("/ws", Contradicting.class)), handshake("/ws"))).isEqualTo(CLOSED);
        assertThat(rule(with(at("/ws", OnItsMethod.class)), handshake("/ws"))).isEqualTo(CLOSED);
    }

    @Test
    void reportUnreadableEndpointsAtStart() {
        FakeApplication application =
                with(at("/a", Contradicting.class), at("/b", OnItsMethod.class), at("/c", ForAll.class));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServletDeclarations.of(application.context(), null))
                .withMessageContaining("WebSocket endpoint " + Contradicting.class.getName() + ": ")
                .withMessageContaining("declares more than one of")
                .withMessageContaining("WebSocket endpoint " + OnItsMethod.class.getName()
                        + ": the annotation of the class decides on a handshake: remove those of the methods [answer]");
    }

    @Test
    void requireARouteLineIfTheContainerListsNoEndpoints() {
        SocketRules rules = rules(application("a container of which nothing is known"));
        FakeRequest request = handshake("/ws");
        try (Logged logged = Logged.by(SocketRules.class)) {
            assertThat(rules.endpoint(request.request(), "/ws", Endpoint::unknown))
                    .isEqualTo(Endpoint.unknown());
            assertThat(rules.endpoint(request.request(), "/ws", () -> SERVLET).declaredRule())
                    .isEqualTo(CLOSED);
            assertThat(rules.takeOrigin(request.request(), "/ws")).isTrue();
            assertThat(logged.lines())
                    .containsExactly(
                            "WARNING Cannot read the WebSocket endpoints of this container: handshakes need a route line");
        }
    }

    @Test
    void requireARouteLineIfJettyListsNoEndpoints() {
        FakeApplication application = new FakeApplication().attribute(SocketContainer.OF_JETTY, "nothing");
        assertThat(rule(application, handshake("/ws"))).isEqualTo(CLOSED);
    }

    @Test
    void useTheOriginsOfTheirEndpoints() {
        SocketRules rules = rules(with(at("/ws", ForAll.class)));
        FakeRequest evil = handshake("/ws").header("Origin", "https://evil.example");
        FakeRequest own = handshake("/ws").header("Origin", "https://bank.example");
        assertThat(rules.takeOrigin(evil.request(), "/ws")).isFalse();
        assertThat(rules.takeOrigin(evil.request(), "/other")).isTrue();
        assertThat(rules.takeOrigin(own.request(), "/ws")).isTrue();
        assertThat(rules.takeOrigin(
                        get("/ws").header("Origin", "https://evil.example").request(), "/ws"))
                .isTrue();
    }

    @Test
    void areListedInTheAudit() {
        FakeApplication application = with(at("/ws/{id}", Scoped.class), at("/chat", Undeclared.class))
                .filter(new FakeFilterRegistration("busha", ResourceServerFilter.class).on("/ws/*"));
        List<MappedEndpoint> endpoints = ServletDeclarations.of(application.context(), null)
                .endpoints(FilterReach.of(application.context(), "busha"));
        assertThat(RouteTable.parse("GET /chat open")
                        .audit(endpoints, OtherDoor.none())
                        .entries())
                .extracting(entry -> entry.methods() + " " + entry.path() + " " + entry.requires())
                .containsExactly("GET /chat NOT PROTECTED", "GET /ws/{id} balances:read");
    }
}
