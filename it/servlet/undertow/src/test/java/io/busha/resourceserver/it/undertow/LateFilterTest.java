package io.busha.resourceserver.it.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.app.MappingLate;
import io.busha.resourceserver.it.app.WebSockets;
import io.busha.resourceserver.servlet.spi.ServletStart;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The filter, mapped after Undertow's own filter for WebSocket handshakes. */
class LateFilterTest {

    private static DeploymentInfo application(LocalIssuer issuer) {
        ServletContainerInitializer check = new ServletStart();
        DeploymentInfo info = Servlets.deployment()
                .setDeploymentName("late")
                .setContextPath("/")
                .setClassLoader(LateFilterTest.class.getClassLoader())
                .addInitParameter("busha.issuer", issuer.issuer())
                .addInitParameter("busha.client-id", LocalIssuer.CLIENT_ID)
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        check.getClass(), new ImmediateInstanceFactory<>(check), Set.of()))
                .addServletExtension((deployment, context) -> deployment.addListener(
                        Servlets.listener(MappingLate.class))); // runs after Undertow's own listener
        return UndertowServer.withWebSockets(info, List.copyOf(WebSockets.ANNOTATED));
    }

    @Test
    void servesNothingIfFilterIsMappedAfterWebSocketHandshakes() throws Exception {
        try (LocalIssuer issuer = LocalIssuer.start();
                UndertowServer server = UndertowServer.start();
                UndertowServer.Deployed door = server.deploy(application(issuer), () -> {})) {
            for (int request = 0; request < 2; request++) {
                assertThat(handshake(door.uri())).isEqualTo(500);
                assertThat(RawHttp.get(door.uri(), "/").status()).isEqualTo(500);
            }
        }
    }

    private static int handshake(URI uri) {
        return RawHttp.send(
                        uri,
                        "GET /ws/open HTTP/1.1\r\nHost: " + uri.getAuthority()
                                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .status();
    }
}
