package io.busha.resourceserver.it.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.SigningKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Checks for each way of registering the filter that no other filter runs before it unless the application says so, and that it
 * decides again if a later filter changes the request.
 */
public abstract class WarFilterOrderTest {

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);

    /** For subclasses. */
    protected WarFilterOrderTest() {}

    /** Starts a server for one test. */
    protected abstract WarServer start() throws Exception;

    @AfterEach
    final void closeIssuer() {
        issuer.close();
    }

    private Map<String, String> settings() {
        return Map.of(
                "issuer",
                issuer.issuer(),
                "client-id",
                LocalIssuer.CLIENT_ID,
                "key-wait",
                "10s",
                "routes",
                "GET /ws/code/open open; GET /table/pay open; POST /table/pay transfers:write;"
                        + " GET /table/secret transfers:write");
    }

    /** An action on a running application. */
    private interface Use {
        void of(URI uri);
    }

    private void deploy(WebXml descriptor, Use use) throws Exception {
        try (War war = War.assemble(descriptor);
                WarServer server = start();
                ServletDoor door = server.deploy(war)) {
            use.of(door.uri());
        }
    }

    private WebXml byCode(Class<?> listener) {
        return registered(WebXml.unprotected(), listener);
    }

    private WebXml registered(WebXml application, Class<?> listener) {
        WebXml descriptor = application.listener(listener.getName());
        for (Map.Entry<String, String> setting : settings().entrySet()) {
            descriptor = descriptor.contextParam("busha." + setting.getKey(), setting.getValue());
        }
        return descriptor;
    }

    private static RawHttp.Response handshake(URI uri, String path, String... headers) {
        List<String> lines = new ArrayList<>(List.of(
                "GET " + path + " HTTP/1.1",
                "Host: " + uri.getAuthority(),
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(headers));
        return RawHttp.send(uri, String.join("\r\n", lines) + "\r\n\r\n");
    }

    private void decidesOnHandshakes(URI uri) {
        assertThat(handshake(uri, "/ws/undeclared").status()).isEqualTo(403);
        assertThat(handshake(uri, "/ws/code/undeclared").status()).isEqualTo(403);
        assertThat(handshake(uri, "/me").status()).isEqualTo(401);
        assertThat(handshake(uri, "/ws/code/open").status()).isEqualTo(101);
        String token = "Authorization: Bearer "
                + issuer.accessToken().scopes("balances:read").sign();
        assertThat(handshake(uri, "/ws/code/open", token).status()).isEqualTo(101);
        assertThat(handshake(uri, "/ws/code/open", token + "x").status()).isEqualTo(401);
        assertThat(RawHttp.get(uri, "/me", token).status()).isEqualTo(200);
    }

    @Test
    final void runsFirstIfWebXmlMapsIt() throws Exception {
        deploy(WebXml.with(settings()), this::decidesOnHandshakes);
    }

    @Test
    final void runsFirstIfListenerRegistersIt() throws Exception {
        deploy(byCode(Registering.class), this::decidesOnHandshakes);
    }

    @Test
    final void runsBeforeHandshakesIfMappedLast() throws Exception {
        deploy(byCode(MappingLate.class), this::decidesOnHandshakes);
    }

    @Test
    final void decidesHandshakesOnlyOnItsMappedPaths() throws Exception {
        deploy(WebXml.unprotected().filter("narrow", "/ws/*", settings()), uri -> {
            assertThat(handshake(uri, "/ws/undeclared").status()).isEqualTo(403);
            assertThat(handshake(uri, "/ws/code/open").status()).isEqualTo(101);
            assertThat(handshake(uri, "/wide/undeclared").status()).isEqualTo(101);
        });
    }

    @Test
    final void runsAfterFiltersNamedInSetting() throws Exception {
        deploy(byCode(Registering.class).contextParam(Registering.IN_FRONT, "probe"), this::decidesOnHandshakes);
    }

    @Test
    final void refusesToStartBehindUnnamedFilter() throws Exception {
        WebXml descriptor = byCode(Registering.class).contextParam(Registering.IN_FRONT, "cors");
        assertDoesNotStart(descriptor, "probe");
    }

    @Test
    final void refusesToStartBehindFilterAbsentFromWebXml() throws Exception {
        WebXml descriptor = WebXml.with(settings());
        assertDoesNotStart(descriptor.listener(MappingRewriting.First.class.getName()), MappingRewriting.NAME);
    }

    private void assertDoesNotStart(WebXml descriptor, String because) throws Exception {
        try (LoggedText logged = LoggedText.open()) {
            String thrown = "";
            try {
                deploy(descriptor, uri -> {
                    assertThat(RawHttp.get(uri, "/open").status()).isGreaterThanOrEqualTo(400);
                    assertThat(handshake(uri, "/ws/code/open").status()).isGreaterThanOrEqualTo(400);
                });
            } catch (Exception e) {
                thrown = LoggedText.textOf(e);
            }
            assertThat(logged + thrown)
                    .contains("but the application has not put them there: [" + because + "]")
                    .contains("Map them above it in web.xml, or pass their names to ResourceServerFilter.register");
        }
    }

    @Test
    final void decidesAgainIfLaterFilterChangesRequest() throws Exception {
        deploy(WebXml.with(settings()).filter("rewriting", Rewriting.class), this::decidesAgain);
    }

    @Test
    final void decidesAgainIfListenerRegistersIt() throws Exception {
        WebXml descriptor = WebXml.unprotected().listener(MappingRewriting.OnServlet.class.getName());
        deploy(registered(descriptor, Registering.class), this::decidesAgain);
    }

    private void decidesAgain(URI uri) {
        String toMethod = Rewriting.METHOD + ": POST";
        String toPath = Rewriting.PATH_INFO + ": /secret";
        String writer = "Authorization: Bearer "
                + issuer.accessToken().scopes("transfers:write").sign();
        String reader = "Authorization: Bearer "
                + issuer.accessToken().scopes("balances:read").sign();
        assertThat(RawHttp.get(uri, "/table/pay").body()).isEqualTo("/table/pay");
        for (String header : List.of(toMethod, toPath)) {
            assertThat(RawHttp.get(uri, "/table/pay", header).status()).isEqualTo(401);
            assertThat(RawHttp.get(uri, "/table/pay", header, reader).status()).isEqualTo(403);
        }
        assertThat(RawHttp.get(uri, "/table/pay", toMethod, writer).body()).isEqualTo("/table/pay");
        assertThat(RawHttp.get(uri, "/table/pay", toPath, writer).body()).isEqualTo("/table/secret");
        assertThat(RawHttp.get(uri, "/table/pay", "X-Method: get").status()).isEqualTo(403);
        assertThat(RawHttp.get(uri, "/table/pay", Rewriting.PATH_INFO + ": /nothing", writer)
                        .status())
                .isEqualTo(403);
    }
}
