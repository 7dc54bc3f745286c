package io.busha.resourceserver.key;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.busha.resourceserver.testkit.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Endpoints of keys as they are found in the real world, on real sockets: docs/keys.md says what becomes of each. */
class KeyEndpointZooTest {

    private static final String HERE = "ip:127.0.0.1";
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
    private static final Map<String, Object> GOOD = OddServer.KEY.jwk();
    private static final String GOOD_SET = OddServer.keys(GOOD);
    private static final Map<String, String> SEEN = new LinkedHashMap<>();

    @ParameterizedTest
    @MethodSource("rows")
    void isAsTheTableSays(ZooRow row) throws IOException {
        assumeTrue(isOfThisMachine(row.address()), "this machine has no " + row.address());
        SEEN.put(row.name(), row.outcome());
        assertThat(SEEN.get(row.name()))
                .isEqualTo(
                        ZooTable.isToBeWritten()
                                ? SEEN.get(row.name())
                                : ZooTable.read().get(row.name()));
    }

    private static boolean isOfThisMachine(String address) {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getByName(address))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void hasEveryRowOfTheTable() throws Exception {
        assumeTrue(!ZooTable.isToBeWritten());
        assertThat(rows().map(ZooRow::name))
                .containsExactlyElementsOf(ZooTable.read().keySet());
    }

    @AfterAll
    static void write() throws Exception {
        if (ZooTable.isToBeWritten()) {
            Map<String, String> before = ZooTable.read();
            Map<String, String> table = new LinkedHashMap<>();
            rows().map(ZooRow::name)
                    .forEach(name -> table.put(name, SEEN.getOrDefault(name, before.getOrDefault(name, "not seen"))));
            ZooTable.write(table);
        }
    }

    static Stream<ZooRow> rows() throws GeneralSecurityException {
        return Stream.of(negotiation(), places(), members(), exchanges(), connections(), tls(), bodies(), proxies())
                .flatMap(rows -> rows);
    }

    private static Stream<ZooRow> negotiation() {
        return Stream.of(
                ZooRow.of("406 unless `Accept` names `application/json`", unlessAccepted("application/json")),
                ZooRow.of(
                        "406 unless `Accept` names `application/jwk-set+json`",
                        unlessAccepted("application/jwk-set+json")),
                ZooRow.of("a body in gzip where that is accepted", exchange -> {
                    if (exchange.header("Accept-Encoding").contains("gzip")) {
                        sendCompressed(exchange);
                    } else {
                        exchange.sendDocument();
                    }
                }),
                ZooRow.of("a body in gzip whatever is accepted", KeyEndpointZooTest::sendCompressed),
                ZooRow.of(
                        "406 always, and `Vary: Accept`", exchange -> exchange.send(406, new byte[0], "Vary: Accept")),
                ZooRow.of(
                        "`Content-Encoding: identity`",
                        exchange -> exchange.send(exchange.document(), "Content-Encoding: identity")));
    }

    private static OddServer.Manner unlessAccepted(String type) {
        return exchange -> exchange.send(
                exchange.header("Accept").contains(type) ? 200 : 406,
                exchange.document().getBytes(UTF_8));
    }

    private static void sendCompressed(OddExchange exchange) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(exchange.document().getBytes(UTF_8));
        }
        exchange.send(200, compressed.toByteArray(), "Content-Encoding: gzip");
    }

    private static Stream<ZooRow> places() {
        OddServer.Manner queried = exchange -> {
            String discovery = exchange.document().replace("/keys", "/keys?tenant=a&key=secret");
            boolean lost = exchange.isForKeys() && !exchange.target().endsWith("?tenant=a&key=secret");
            exchange.send(lost ? 404 : 200, discovery.getBytes(UTF_8));
        };
        return Stream.concat(
                Stream.of(
                        ZooRow.of("a query in `jwks_uri`", queried),
                        ZooRow.of(
                                "a query in `jwks_uri`, and a fault there",
                                exchange -> exchange.send(
                                        exchange.isForKeys() ? 503 : 200,
                                        exchange.document()
                                                .replace("/keys", "/keys?key=secret")
                                                .getBytes(UTF_8))),
                        ZooRow.of(
                                        "a query in `discovery-uri`",
                                        exchange -> exchange.send(
                                                exchange.isForKeys()
                                                                || exchange.target()
                                                                        .endsWith("/config?key=secret")
                                                        ? 200
                                                        : 404,
                                                exchange.document().getBytes(UTF_8)))
                                .located(server -> IssuerLocation.of(server.uri())
                                        .discoveredAt(server.uri() + "/config?key=secret")),
                        ZooRow.of(
                                "a fragment in `jwks_uri`",
                                exchange -> exchange.send(exchange.document().replace("/keys", "/keys#new"))),
                        ZooRow.of("the address of IPv6, `http://[::1]:PORT`", OddExchange::sendDocument)
                                .at("::1")),
                Stream.of(301, 302, 307, 308)
                        .map(status -> ZooRow.of(
                                "a redirect with " + status,
                                exchange -> exchange.send(status, new byte[0], "Location: /elsewhere"))));
    }

    private static Stream<ZooRow> members() {
        Map<String, Object> nulls = new HashMap<>(GOOD);
        List.of("use", "alg", "key_ops", "x5c", "x5t").forEach(member -> nulls.put(member, null));
        Map<String, Object> unnamed = new HashMap<>(SigningKey.rsa(2048, "x").jwk());
        unnamed.remove("kid");
        Map<String, Object> nullName = new HashMap<>(GOOD);
        nullName.put("kid", null);
        Map<String, String> ec = Map.of("kty", "EC", "kid", "ec", "crv", "P-256", "x", "AA", "y", "AA");
        Map<String, Object> forEncryption =
                new HashMap<>(SigningKey.rsa(2048, "enc").jwk());
        forEncryption.put("use", "enc");
        return Stream.of(
                ZooRow.ofKeys("members that are null: `use`, `alg`, `key_ops`, `x5c`", OddServer.keys(nulls)),
                ZooRow.ofKeys("a key whose `kid` is null, and no other", OddServer.keys(nullName)),
                ZooRow.ofKeys("a key without `kid` beside a good one", OddServer.keys(unnamed, GOOD)),
                ZooRow.ofKeys(
                        "two keys of one `kid`",
                        OddServer.keys(GOOD, SigningKey.rsa(2048, "good").jwk())),
                ZooRow.ofKeys("an EC key beside a good one", OddServer.keys(ec, GOOD)),
                ZooRow.ofKeys("a key for encryption beside a good one", OddServer.keys(forEncryption, GOOD)),
                ZooRow.ofKeys("EC keys alone", OddServer.keys(ec)));
    }

    private static Stream<ZooRow> exchanges() {
        return Stream.of(
                ZooRow.of("a chunked body", exchange -> exchange.sendChunked(exchange.document())),
                ZooRow.of("a body that comes byte by byte, within the limit", exchange -> {
                    byte[] body = exchange.document().getBytes(UTF_8);
                    exchange.head(200, "Content-Length: " + body.length);
                    for (byte next : body) {
                        exchange.write(new byte[] {next});
                    }
                }),
                ZooRow.of("a body that stops half way, until the limit is over", exchange -> {
                            byte[] body = exchange.document().getBytes(UTF_8);
                            exchange.head(200, "Content-Length: " + body.length);
                            exchange.write(Arrays.copyOf(body, body.length / 2));
                            exchange.fallSilent();
                        })
                        .brief(),
                ZooRow.of("100 (Continue) before the answer", after(100)),
                ZooRow.of("103 (Early Hints) before the answer", after(103)),
                ZooRow.of("HTTP/2 alone, without TLS", exchange -> {
                    exchange.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
                    exchange.write(new byte[] {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
                    exchange.close();
                }),
                ZooRow.of("a cookie, and 400 where it comes back", exchange -> {
                    boolean returned = !exchange.header("Cookie").isEmpty();
                    exchange.send(
                            returned ? 400 : 200, exchange.document().getBytes(UTF_8), "Set-Cookie: session=1; Path=/");
                }));
    }

    private static OddServer.Manner after(int status) {
        return exchange -> {
            exchange.head(status, "Link: </style.css>");
            exchange.sendDocument();
        };
    }

    private static Stream<ZooRow> connections() {
        return Stream.of(
                ZooRow.of("`Connection: close`", exchange -> {
                    exchange.send(exchange.document(), "Connection: close");
                    exchange.close();
                }),
                ZooRow.of(
                        "`Connection: keep-alive`",
                        exchange -> exchange.send(exchange.document(), "Connection: keep-alive")),
                ZooRow.of("idle connections that a firewall drops", KeyEndpointZooTest::dropped)
                        .prompt(),
                ZooRow.of("idle connections that a firewall drops, and chunked bodies", exchange -> {
                            if (exchange.isOnUsedConnection()) {
                                exchange.fallSilent();
                            } else {
                                exchange.sendChunked(exchange.document());
                            }
                        })
                        .prompt(),
                ZooRow.of("no answer, and the connection closed", OddExchange::close));
    }

    private static void dropped(OddExchange exchange) throws IOException {
        if (exchange.isOnUsedConnection()) {
            exchange.fallSilent();
        } else {
            exchange.sendDocument();
        }
    }

    private static Stream<ZooRow> tls() throws GeneralSecurityException {
        SSLContext server = Certificates.contextFor(HERE);
        SSLContext client = Certificates.trusting(HERE);
        SSLContext elsewhere = Certificates.contextFor("dns:login.example");
        return Stream.of(
                secured("TLS 1.3 alone", server, client, speaking("TLSv1.3")),
                secured("TLS 1.2 alone", server, client, speaking("TLSv1.2")),
                secured("TLS, and idle connections that a firewall drops", server, client, socket -> socket),
                secured(
                        "a client certificate demanded, and none in the `SSLContext`",
                        server,
                        client,
                        KeyEndpointZooTest::demanding),
                secured(
                        "a client certificate demanded, and one in the `SSLContext`",
                        server,
                        server,
                        KeyEndpointZooTest::demanding),
                secured("a certificate of another host name", elsewhere, elsewhere, socket -> socket),
                ZooRow.of("a certificate of a CA that is not known", OddExchange::sendDocument)
                        .tls(server, socket -> socket));
    }

    private static ZooRow secured(String name, SSLContext server, SSLContext client, UnaryOperator<SSLSocket> how) {
        return ZooRow.of(name, KeyEndpointZooTest::dropped)
                .prompt()
                .tls(server, how)
                .located(issuer -> IssuerLocation.of(issuer.uri()).securedBy(client));
    }

    private static UnaryOperator<SSLSocket> speaking(String version) {
        return socket -> {
            socket.setEnabledProtocols(new String[] {version});
            return socket;
        };
    }

    private static SSLSocket demanding(SSLSocket socket) {
        socket.setNeedClientAuth(true);
        return socket;
    }

    private static Stream<ZooRow> bodies() {
        return Stream.of(
                ZooRow.ofKeys("a byte order mark before the document", "\uFEFF" + GOOD_SET),
                ZooRow.of(
                        "UTF-16",
                        exchange -> exchange.send(
                                200,
                                exchange.document().getBytes(UTF_16),
                                "Content-Type: application/json; charset=utf-16")),
                ZooRow.of(
                        "a page in HTML with status 200",
                        exchange -> exchange.send("<!DOCTYPE html><title>Sign in</title>", "Content-Type: text/html")),
                ZooRow.of(
                        "`Content-Type: text/plain`",
                        exchange -> exchange.send(exchange.document(), "Content-Type: text/plain")),
                ZooRow.of("an empty body", exchange -> exchange.send("")),
                ZooRow.of("204 (No Content)", exchange -> exchange.head(204)),
                ZooRow.ofKeys("something else behind the document", GOOD_SET + "garbage"),
                ZooRow.of(
                        "something else behind the document, chunked",
                        exchange -> exchange.sendChunked(exchange.document() + "garbage")),
                ZooRow.ofKeys("10 MB", " ".repeat(TEN_MEGABYTES) + GOOD_SET),
                ZooRow.of("10 MB, chunked", exchange -> exchange.sendChunked(" ".repeat(TEN_MEGABYTES) + GOOD_SET)));
    }

    private static Stream<ZooRow> proxies() throws GeneralSecurityException {
        SSLContext client = Certificates.trusting(HERE);
        return Stream.of(
                ZooRow.of("https, and a proxy that refuses to connect", exchange -> exchange.send(403, new byte[0]))
                        .located(proxy -> through(proxy, LoginProxy.SECURE_ISSUER)),
                ZooRow.of("a proxy that demands credentials, and no credentials", LoginProxy::answer)
                        .located(proxy -> through(proxy, LoginProxy.ISSUER)),
                ZooRow.of("a proxy that demands credentials, and the right ones", LoginProxy::answer)
                        .located(proxy -> through(proxy, LoginProxy.ISSUER).authenticatedBy(LoginProxy.RIGHT)),
                ZooRow.of("a proxy that demands credentials, and wrong ones", LoginProxy::answer)
                        .located(proxy -> through(proxy, LoginProxy.ISSUER).authenticatedBy(LoginProxy.WRONG)),
                ZooRow.of("https, a proxy that demands credentials, and no credentials", LoginProxy::answer)
                        .located(proxy ->
                                through(proxy, LoginProxy.SECURE_ISSUER).securedBy(client)),
                ZooRow.of("https, a proxy that demands credentials, and the right ones", LoginProxy::answer)
                        .located(proxy -> through(proxy, LoginProxy.SECURE_ISSUER)
                                .securedBy(client)
                                .authenticatedBy(LoginProxy.RIGHT)));
    }

    private static IssuerLocation through(OddServer proxy, String issuer) {
        return IssuerLocation.of(issuer)
                .through(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
    }
}
