package io.busha.resourceserver.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class FaultTest {
    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void refusesConnectionsUntilHealed(Endpoint endpoint) throws Exception {
        for (int i = 0; i < 3; i++) {
            issuer.misbehave(Fault.REFUSED);
            assertThatThrownBy(() -> Fetch.of(issuer, endpoint)).isInstanceOf(ConnectException.class);
            issuer.misbehave(Fault.NONE);
            assertThat(Fetch.of(issuer, endpoint).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusalClosesOpenConnections() throws Exception {
        try (Socket socket = asked("GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\n\r\n")) {
            ResponseReader.read(socket.getInputStream(), false);
            issuer.misbehave(Fault.REFUSED);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void refusalOfOneEndpointResetsOnlyItsConnections() throws Exception {
        issuer.misbehave(Endpoint.JWKS, Fault.REFUSED);
        assertThatThrownBy(() -> Fetch.of(issuer, Endpoint.JWKS)).isInstanceOf(IOException.class);
        assertThat(Fetch.of(issuer, Endpoint.DISCOVERY).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void resetsWithoutAnAnswer(Endpoint endpoint) throws Exception {
        issuer.misbehave(Fault.RESET);
        try (Socket socket = asked("GET " + endpoint.path() + " HTTP/1.1\r\n\r\n")) {
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
        }
        assertThat(issuer.discoveryFetches() + issuer.jwksFetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void hangsUntilHealed(Endpoint endpoint) throws Exception {
        issuer.misbehave(Fault.HANG);
        CompletableFuture<HttpResponse<String>> response = Fetch.later(issuer, endpoint);
        assertThatThrownBy(() -> response.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        issuer.misbehave(Fault.NONE);
        assertThat(response.get().statusCode()).isEqualTo(200);
    }

    @Test
    void anotherFaultEndsHanging() throws Exception {
        issuer.misbehave(Fault.HANG);
        try (Socket socket = asked("GET /.well-known/jwks.json HTTP/1.1\r\n\r\n")) {
            awaitFetch();
            issuer.misbehave(Fault.STATUS_410);
            assertThat(ResponseReader.read(socket.getInputStream(), false).status())
                    .isEqualTo(410);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG", "HANG_IN_BODY", "TRICKLE"})
    void closingEndsHanging(Fault fault) throws Exception {
        issuer.misbehave(fault);
        CompletableFuture<HttpResponse<String>> response = Fetch.later(issuer, Endpoint.JWKS);
        awaitFetch();
        issuer.close();
        assertThatThrownBy(response::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void hangsInTheMiddleOfTheBody() throws Exception {
        issuer.misbehave(Fault.HANG_IN_BODY);
        try (Socket socket = asked("GET /.well-known/jwks.json HTTP/1.1\r\n\r\n")) {
            String half = readUntil(socket, "\"kid\"");
            assertThat(half).contains("200 OK").contains("{\"keys\":[").doesNotContain("]}");
            issuer.misbehave(Fault.NONE);
            readUntil(socket, "]}");
        }
    }

    @Test
    void sendsByteByByteUntilHealed() throws Exception {
        issuer.misbehave(Fault.TRICKLE);
        long before = System.nanoTime();
        try (Socket socket = asked("GET /.well-known/jwks.json HTTP/1.1\r\n\r\n")) {
            readUntil(socket, "\r\n\r\n{\"k");
            assertThat(System.nanoTime() - before).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(250));
            issuer.misbehave(Fault.NONE);
            readUntil(socket, "]}");
        }
    }

    @ParameterizedTest
    @CsvSource({"STATUS_404,404", "STATUS_410,410", "STATUS_429,429", "STATUS_500,500"})
    void answersWithAnErrorStatus(Fault fault, int status) throws Exception {
        issuer.misbehave(fault);
        for (Endpoint endpoint : Endpoint.values()) {
            assertThat(Fetch.of(issuer, endpoint).statusCode()).isEqualTo(status);
        }
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
        assertThat(issuer.jwksFetches()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void servesTextThatIsNoJson(Endpoint endpoint) throws Exception {
        issuer.misbehave(Fault.HTML);
        HttpResponse<String> page = Fetch.of(issuer, endpoint);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        issuer.misbehave(Fault.TRUNCATED_JSON);
        String half = Fetch.of(issuer, endpoint).body();
        assertThat(half).startsWith("{\"");
        assertThatThrownBy(() -> JsonUtil.parseJson(half)).isInstanceOf(JoseException.class);
    }

    @Test
    void servesAnEmptySet() throws Exception {
        issuer.misbehave(Fault.EMPTY_SET);
        assertThat(Fetch.of(issuer, Endpoint.JWKS).body()).isEqualTo("{\"keys\":[]}");
        assertThat(Fetch.of(issuer, Endpoint.DISCOVERY).body()).contains("jwks_uri");
    }

    @Test
    void servesOnlyKeysThatCannotVerify() throws Exception {
        issuer.misbehave(Fault.ONLY_UNUSABLE_KEYS);
        String set = Fetch.of(issuer, Endpoint.JWKS).body();
        assertThat(set).contains("\"use\":\"enc\"", "\"kty\":\"EC\"", "\"kty\":\"oct\"", "not-yet-invented");
        assertThat(Fetch.keys(issuer))
                .hasSize(8)
                .doesNotContain(issuer.currentKey().jwk());
        issuer.withdraw(issuer.currentKey().kid());
        assertThat(Fetch.of(issuer, Endpoint.JWKS).body()).contains("not-yet-invented");
    }

    @Test
    void servesOneMalformedKeyBeforeValidOnes() throws Exception {
        issuer.misbehave(Fault.ONE_MALFORMED_KEY);
        String set = Fetch.of(issuer, Endpoint.JWKS).body();
        assertThat(Fetch.keys(issuer)).hasSize(2).endsWith(issuer.currentKey().jwk());
        assertThat(new JsonWebKeySet(set).getJsonWebKeys()).hasSize(1);
    }

    @Test
    void redirectsToTheRealAnswer() {
        issuer.misbehave(Fault.REDIRECT);
        RawHttp.Response response = RawHttp.get(issuer.uri(), Endpoint.JWKS.path());
        assertThat(response.status()).isEqualTo(302);
        assertThat(issuer.redirectsFollowed()).isZero();
        RawHttp.Response followed = RawHttp.get(issuer.uri(), String.valueOf(response.header("Location")));
        assertThat(followed.body()).contains(issuer.currentKey().kid());
        assertThat(issuer.redirectsFollowed()).isEqualTo(1);
        assertThat(issuer.jwksFetches()).isEqualTo(1);
    }

    @Test
    void servesAHugeDocument() throws Exception {
        issuer.misbehave(Fault.HUGE_BODY);
        try (Socket socket = asked("GET /.well-known/jwks.json HTTP/1.1\r\n\r\n")) {
            assertThat(readUntil(socket, "{\"keys\":[")).doesNotContain("Content-Length");
            var buffer = new byte[64 * 1024];
            long length = 0;
            byte last = 0;
            for (int n = socket.getInputStream().read(buffer);
                    n > 0;
                    n = socket.getInputStream().read(buffer)) {
                length += n;
                last = buffer[n - 1];
            }
            assertThat(length).isBetween(100L * 1024 * 1024, 101L * 1024 * 1024);
            assertThat(last).isEqualTo((byte) '}');
        }
    }

    @Test
    void stopsSendingAHugeDocumentWhenTheClientCloses() throws Exception {
        issuer.misbehave(Fault.HUGE_BODY);
        try (Socket socket = asked("GET /.well-known/jwks.json HTTP/1.1\r\n\r\n")) {
            readUntil(socket, "{\"keys\":[");
        }
        issuer.misbehave(Fault.NONE);
        assertThat(Fetch.of(issuer, Endpoint.JWKS).statusCode()).isEqualTo(200);
    }

    @Test
    void discoveryNamesAnotherIssuer() throws Exception {
        issuer.misbehave(Fault.OTHER_ISSUER);
        String document = Fetch.of(issuer, Endpoint.DISCOVERY).body();
        assertThat(JsonUtil.parseJson(document)).containsEntry("issuer", Documents.OTHER_ISSUER);
        assertThat(Fetch.of(issuer, Endpoint.JWKS).body())
                .contains(issuer.currentKey().kid());
    }

    @Test
    void oneEndpointCanMisbehaveAlone() throws Exception {
        issuer.misbehave(Endpoint.DISCOVERY, Fault.STATUS_500);
        assertThat(Fetch.of(issuer, Endpoint.DISCOVERY).statusCode()).isEqualTo(500);
        assertThat(Fetch.of(issuer, Endpoint.JWKS).statusCode()).isEqualTo(200);
    }

    private Socket asked(String request) throws IOException {
        var socket = new Socket(issuer.uri().getHost(), issuer.uri().getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void awaitFetch() {
        while (issuer.jwksFetches() == 0) {
            Thread.onSpinWait();
        }
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the byte after %s", text).isNotNegative();
            text.append((char) next);
        }
        return text.toString();
    }
}
