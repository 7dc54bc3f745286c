package io.busha.resourceserver.key;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.busha.resourceserver.testkit.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What key endpoints answer: one row of docs/keys.md each. */
final class ZooAnswers {

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;
    private static final Map<String, Object> GOOD = OddServer.KEY.jwk();
    private static final String GOOD_SET = OddServer.keys(GOOD);

    private ZooAnswers() {}

    static Stream<ZooRow> rows() {
        return Stream.of(negotiation(), places(), members(), bodies()).flatMap(rows -> rows);
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
                ZooRow.of("a body in gzip whatever is accepted", ZooAnswers::sendCompressed),
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
}
