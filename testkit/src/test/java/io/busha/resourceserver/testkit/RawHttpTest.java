package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class RawHttpTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private HttpServer server;
    private URI uri;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        server.createContext("/echo", RawHttpTest::echo);
        server.createContext("/chunked", exchange -> answer(exchange, 200, 0, "a ".repeat(5_000)));
        server.createContext("/nothing", exchange -> answer(exchange, 204, -1, ""));
        server.start();
        uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsBytesUnchanged() {
        RawHttp.Response response = RawHttp.get(uri, "/echo/%2e/a;b//c", "X-Odd:\t\u00e9 ", "x-odd: second");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("GET /echo/%2e/a;b//c [\u00e9, second] 0");
        assertThat(response.header("content-type")).isEqualTo("text/plain");
        assertThat(response.header("absent")).isNull();
        assertThat(response.headers("X-TWICE")).containsExactlyInAnyOrder("one", "two");
        assertThat(response.allHeaders()).containsKey("Content-Length");
        assertThat(response.head()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n");
        assertThat(response).hasToString(response.head() + "\r\n" + response.body());
    }

    @Test
    void sendsABodyWithItsLength() {
        assertThat(RawHttp.request("POST", uri, "/echo", "\u00e9\u00e9").body()).endsWith(" 4");
        assertThat(RawHttp.request("POST", uri, "/echo", "").body()).endsWith(" 0");
        assertThat(RawHttp.request("GET", uri, "/echo", "").body()).startsWith("GET ");
    }

    @Test
    void readsChunks() {
        RawHttp.Response response = RawHttp.get(uri, "/chunked");
        assertThat(response.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(response.body()).isEqualTo("a ".repeat(5_000));
    }

    @Test
    void readsNoBodyIfThereIsNone() {
        assertThat(RawHttp.request("HEAD", uri, "/chunked", "").body()).isEmpty();
        assertThat(RawHttp.get(uri, "/nothing").status()).isEqualTo(204);
        assertThat(RawHttp.get(uri, "/nothing").body()).isEmpty();
        assertThat(answeredBy("HTTP/1.1 304 \r\nContent-Length: 5\r\n\r\n").body())
                .isEmpty();
    }

    @Test
    void readsChunkExtensionsAndTrailers() {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String body = "A;x=y\r\n0123456789\r\n1\r\n!\r\n0\r\nTrailer: x\r\n\r\n";
        assertThat(answeredBy(head + body).body()).isEqualTo("0123456789!");
    }

    @Test
    void skipsInterimResponses() {
        String answer = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        assertThat(answeredBy(answer).head()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n");
    }

    @Test
    void stopsReadingAfterAProtocolSwitch() {
        RawHttp.Response response = answeredBy("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nnot HTTP");
        assertThat(response.status()).isEqualTo(101);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void readsUntilTheEndOfTheConnectionWithoutALength() {
        assertThat(answeredBy("HTTP/1.0 200 OK\r\n\r\nall of it").body()).isEqualTo("all of it");
        assertThat(answeredBy("HTTP/1.0 200 OK\r\n\r\nall of it").bytes()).isEqualTo("all of it".getBytes(UTF_8));
    }

    @Test
    void refusesIncompleteResponses() {
        for (String broken : new String[] {
            "",
            "HTTP/1.1 200",
            "SSH-2.0-x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
        }) {
            assertThatThrownBy(() -> answeredBy(broken)).as(broken).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void namesTheServerThatRefusesConnections() {
        server.stop(0);
        assertThatThrownBy(() -> RawHttp.send(uri, GET)).hasMessageContaining(uri.toString());
        assertThatThrownBy(() -> RawHttp.get(URI.create("https://127.0.0.1"), "/"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheResponseOfAServerThatDoesNotReadTheBody() {
        String body = "x".repeat(4 * 1024 * 1024);
        String answer = "HTTP/1.1 413 Too Large\r\nContent-Length: 10000\r\n\r\n" + "y".repeat(10_000);
        for (int i = 0; i < 20; i++) {
            RawHttp.Response response = answering(answer, at -> RawHttp.request("POST", at, "/", body));
            assertThat(response.status()).isEqualTo(413);
            assertThat(response.body()).hasSize(10_000);
        }
    }

    @Test
    void readsUntilTheConnectionIsResetWithoutALength() {
        String body = "x".repeat(8 * 1024 * 1024);
        String answer = "HTTP/1.0 401 No\r\n\r\nno";
        assertThat(answering(answer, at -> RawHttp.request("POST", at, "/", body))
                        .body())
                .isEqualTo("no");
    }

    @Test
    void readsTheResponseBeforeTheWholeBodyIsSent() {
        RawHttp.Response response = answering(
                "HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno",
                at -> RawHttp.partial("POST", at, "/", 1L << 30, 64 * 1024, "X: y"));
        assertThat(response.body()).isEqualTo("no");
    }

    @Test
    void givesUpOnASilentServer() throws IOException {
        Duration silence = Duration.ofMillis(200);
        try (var silent = new ServerSocket(0, 1, loopback)) {
            URI at = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            assertThatThrownBy(() -> RawHttp.send(at, GET.getBytes(UTF_8), silence))
                    .hasRootCauseMessage("Read timed out");
        }
    }

    @Test
    void givesUpOnAServerThatStopsWithinABodyWithoutALength() throws Exception {
        Duration silence = Duration.ofMillis(200);
        try (var listener = new ServerSocket(0, 1, loopback)) {
            URI at = URI.create("http://127.0.0.1:" + listener.getLocalPort());
            var call = CompletableFuture.supplyAsync(() -> RawHttp.send(at, GET.getBytes(UTF_8), silence));
            try (Socket socket = listener.accept()) {
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\npart".getBytes(UTF_8));
                assertThatThrownBy(call::join).hasRootCauseMessage("Read timed out");
            }
        }
    }

    private RawHttp.Response answeredBy(String answer) {
        return answering(answer, at -> RawHttp.send(at, GET));
    }

    private interface Call {
        RawHttp.Response to(URI server);
    }

    /** A server that reads one line, answers, and closes: with a reset if more of the request has arrived. */
    private RawHttp.Response answering(String answer, Call call) {
        try (var listener = new ServerSocket(0, 1, loopback)) {
            var served = CompletableFuture.runAsync(() -> answerOnce(listener, answer));
            RawHttp.Response response = call.to(URI.create("http://127.0.0.1:" + listener.getLocalPort()));
            served.join();
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answerOnce(ServerSocket listener, String answer) {
        try (Socket socket = listener.accept()) {
            InputStream in = socket.getInputStream();
            while (in.read() != '\n') {}
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        int length = exchange.getRequestBody().readAllBytes().length;
        var values = exchange.getRequestHeaders().get("X-Odd");
        String line =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        exchange.getResponseHeaders().add("Content-Type", "text/plain");
        exchange.getResponseHeaders().add("X-Twice", "one");
        exchange.getResponseHeaders().add("X-Twice", "two");
        String text = line + " " + values + " " + length;
        answer(exchange, 200, text.getBytes(UTF_8).length, text);
    }

    private static void answer(HttpExchange exchange, int status, long length, String text) throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : length);
            if (!head && length >= 0) {
                exchange.getResponseBody().write(text.getBytes(UTF_8));
            }
        }
    }
}
