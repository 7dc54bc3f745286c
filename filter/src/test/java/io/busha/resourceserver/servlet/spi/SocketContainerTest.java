package io.busha.resourceserver.servlet.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WebSocket endpoints, read from objects structured like those of a container. */
@SuppressWarnings("UnusedVariable") // fields are read by their names
class SocketContainerTest {

    private record Config(String getPath, Class<?> getEndpointClass) {}

    private static ServerEndpointConfig at(String path) {
        return Fakes.of(ServerEndpointConfig.class, new Config(path, SocketContainerTest.class));
    }

    /** Like Tomcat's container: templates by their number of segments. */
    private record TomcatContainer(
            Map<String, Match> configExactMatchMap, Map<Integer, Map<String, Match>> configTemplateMatchMap) {}

    private record Match(Object config) {}

    /** Like Jetty's mappings, resources and creators. */
    private record Mappings(Resources mappings) {}

    private record Resources(List<Mapped> getMappings) {}

    private record Mapped(PathSpec getPathSpec, Negotiator getResource) {}

    private record Negotiator(Object getWebSocketCreator) {}

    private record JakartaWebSocketCreator(Object baseConfig) {}

    private record OwnCreator() {}

    /** A mapping as Jetty stores it. */
    public record PathSpec(String getDeclaration) {
        public boolean matches(String path) {
            return path.startsWith("/chat/");
        }
    }

    private static List<String> paths(List<SocketEndpoint> endpoints) {
        return endpoints.stream().map(endpoint -> endpoint.path().toString()).toList();
    }

    @Test
    void readsExactPathsAndTemplatesOfTomcat() {
        TomcatContainer container = new TomcatContainer(
                Map.of("/a", new Match(at("/a"))), Map.of(2, Map.of("/b/{}", new Match(at("/b/{x}")))));
        List<SocketEndpoint> found = SocketContainer.endpoints(
                "org.apache.tomcat.websocket.server.WsServerContainer", new Reflected(container));
        assertThat(paths(found)).containsExactly("/a", "/b/{x}");
        assertThat(found).allMatch(endpoint -> endpoint.type() == SocketContainerTest.class);
    }

    @Test
    void readsEndpointsOfBothApisOfJetty() {
        Mappings mappings = new Mappings(new Resources(List.of(
                new Mapped(new PathSpec("/a"), new Negotiator(new JakartaWebSocketCreator(at("/a")))),
                new Mapped(new PathSpec("/chat/*"), new Negotiator(new OwnCreator())))));
        List<SocketEndpoint> found = SocketContainer.endpoints(new FakeApplication()
                .attribute(SocketContainer.OF_JETTY, mappings)
                .context());
        assertThat(paths(found)).containsExactly("/a", "/chat/*");
        SocketEndpoint own = found.get(1);
        assertThat(own.path().takes("/chat/x")).isTrue();
        assertThat(own.path().takes("/a")).isFalse();
        assertThat(own.origins().test("https://any.example")).isTrue();
        assertThat(own.rule()).isEmpty();
    }

    @Test
    void refusesEndpointsOfAnotherApi() {
        TomcatContainer container = new TomcatContainer(Map.of("/a", new Match("text")), Map.of());
        assertThatIllegalStateException()
                .isThrownBy(() -> SocketContainer.endpoints("org.apache.tomcat.", new Reflected(container)))
                .withMessage("java.lang.String belongs to another WebSocket API than jakarta.websocket");
    }
}
