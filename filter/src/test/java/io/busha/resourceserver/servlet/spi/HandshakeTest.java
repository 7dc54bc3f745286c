package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static io.busha.resourceserver.servlet.spi.FakeRequest.handshake;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSocket handshakes and requests that resemble them. */
class HandshakeTest {

    private static boolean isPossible(FakeRequest request) {
        return Handshake.isPossible(request.request());
    }

    private static boolean isProper(FakeRequest request) {
        return Handshake.isProper(request.request());
    }

    @Test
    void recognizesHandshakesOfClients() {
        assertThat(isPossible(handshake("/ws"))).isTrue();
        assertThat(isProper(handshake("/ws"))).isTrue();
        assertThat(isProper(handshake("/ws").without("Upgrade").header("Upgrade", "WebSocket")))
                .isTrue();
        assertThat(isProper(handshake("/ws").without("Connection").header("Connection", "upgrade")))
                .isTrue();
    }

    @Test
    void recognizesNoOtherRequest() {
        assertThat(isPossible(get("/ws"))).isFalse();
        assertThat(isPossible(get("/ws").header("Upgrade", "h2c"))).isFalse();
        assertThat(isPossible(get("/ws").withoutAccessToHeaders())).isFalse();
    }

    @Test
    void treatsAmbiguousRequestsAsPossibleHandshakes() {
        assertThat(isPossible(get("/ws").header("Upgrade", "h2c, WebSocket"))).isTrue();
        assertThat(isPossible(get("/ws").header("Sec-WebSocket-Key", "x"))).isTrue();
        assertThat(isPossible(get("/ws").method("CONNECT"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "CONNECT", "get", "HEAD"})
    void requiresGet(String method) {
        assertThat(isProper(handshake("/ws").method(method))).isFalse();
    }

    @Test
    void requiresHttp11() {
        assertThat(isProper(handshake("/ws").protocol("HTTP/1.0"))).isFalse();
        assertThat(isProper(handshake("/ws").protocol("HTTP/2.0"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Upgrade, websockets",
        "Sec-WebSocket-Version, 12",
        "Sec-WebSocket-Key, dGhl",
        "Connection, close",
        "Connection, upgrades"
    })
    void requiresEveryHeaderWithItsValue(String name, String other) {
        assertThat(isProper(handshake("/ws").without(name))).isFalse();
        assertThat(isProper(handshake("/ws").without(name).header(name, other))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade", "Sec-WebSocket-Version", "Sec-WebSocket-Key"})
    void refusesRepeatedHeaders(String name) {
        assertThat(isProper(handshake("/ws").header(name, "x"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws;x", "//ws", "/./ws", "/a/..;/ws", "/%2e/ws", "/a%2Fws", "/a%5cws", "/a\\ws"})
    void requiresAnUnambiguousPath(String raw) {
        assertThat(isProper(handshake("/ws").sentAs(raw))).isFalse();
        assertThat(isProper(handshake("/ws").sentAs("/%77s"))).isTrue();
    }
}
