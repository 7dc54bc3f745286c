package io.busha.resourceserver.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** How key endpoints are reached: one row of docs/keys.md each. */
final class ZooWays {

    private static final String HERE = "ip:127.0.0.1";

    private ZooWays() {}

    static Stream<ZooRow> rows() throws GeneralSecurityException {
        return Stream.of(exchanges(), connections(), tls(), proxies()).flatMap(rows -> rows);
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
                ZooRow.of("idle connections that a firewall drops", ZooWays::dropped)
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
                        ZooWays::demanding),
                secured(
                        "a client certificate demanded, and one in the `SSLContext`",
                        server,
                        server,
                        ZooWays::demanding),
                secured("a certificate of another host name", elsewhere, elsewhere, socket -> socket),
                ZooRow.of("a certificate of a CA that is not known", OddExchange::sendDocument)
                        .tls(server, socket -> socket));
    }

    private static ZooRow secured(String name, SSLContext server, SSLContext client, UnaryOperator<SSLSocket> how) {
        return ZooRow.of(name, ZooWays::dropped).prompt().tls(server, how).located(issuer -> IssuerLocation.of(
                        issuer.uri())
                .securedBy(client));
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
                ZooRow.of(
                                "https, a proxy that demands credentials, the right ones, and no option for the JVM",
                                LoginProxy::answer)
                        .located(proxy -> through(proxy, LoginProxy.SECURE_ISSUER)
                                .securedBy(client)
                                .authenticatedBy(LoginProxy.RIGHT)));
    }

    private static IssuerLocation through(OddServer proxy, String issuer) {
        return IssuerLocation.of(issuer)
                .through(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
    }
}
