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

/** However a WAR brings the filter along, no filter of the container answers a WebSocket handshake before it. */
public abstract class WarFilterOrderTest {

    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);

    /** For subclasses. */
    protected WarFilterOrderTest() {}

    /** A server of its own for every test. */
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
                "GET /ws/code/open open");
    }

    /** What is done with an application that runs. */
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
        WebXml descriptor = WebXml.unprotected().listener(listener.getName());
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
    final void standsFirstWhereWebXmlMapsIt() throws Exception {
        deploy(WebXml.with(settings()), this::decidesOnHandshakes);
    }

    @Test
    final void standsFirstWhereAListenerRegistersIt() throws Exception {
        deploy(byCode(Registering.class), this::decidesOnHandshakes);
    }

    @Test
    final void standsBeforeHandshakesWhereItIsMappedBehindEverything() throws Exception {
        deploy(byCode(MappingLate.class), this::decidesOnHandshakes);
    }

    @Test
    final void standsBeforeHandshakesOnThePathsThatItIsMappedOn() throws Exception {
        deploy(WebXml.unprotected().filter("narrow", "/ws/*", settings()), uri -> {
            assertThat(handshake(uri, "/ws/undeclared").status()).isEqualTo(403);
            assertThat(handshake(uri, "/ws/code/open").status()).isEqualTo(101);
            assertThat(handshake(uri, "/wide/undeclared").status()).isEqualTo(101);
        });
    }

    @Test
    final void standsBehindTheFiltersThatAreNamed() throws Exception {
        deploy(byCode(Registering.class).contextParam(Registering.IN_FRONT, "probe"), this::decidesOnHandshakes);
    }

    @Test
    final void refusesToStartBehindAFilterThatIsNotNamed() throws Exception {
        WebXml descriptor = byCode(Registering.class).contextParam(Registering.IN_FRONT, "cors");
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
            assertThat(logged + thrown).contains("not named to ResourceServerFilter.register: [probe]");
        }
    }
}
