package io.busha.resourceserver.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in our requests, and which way they go. */
class BoundedGetTest {

    private static final SigningKey KEY = SigningKey.rsa(2048, "a");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String issuer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            headers.add(exchange.getRequestHeaders());
            Map<String, ?> document = exchange.getRequestURI().getPath().equals("/keys")
                    ? Map.of("keys", List.of(KEY.jwk()))
                    : Map.of("issuer", issuer, "jwks_uri", issuer + "/keys");
            byte[] body = JsonUtil.toJson(document).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void lookUp(UnaryOperator<IssuerLocation> how) {
        try (KeySource keys = KeySource.remote(
                how.apply(IssuerLocation.of(issuer)), KeyPolicy.DEFAULT, new SimpleMeterRegistry(), Tags.empty())) {
            assertThat(keys.find("a", Signed.by(KEY)).toCompletableFuture().join())
                    .isInstanceOf(KeyLookup.Found.class);
        }
    }

    @Test
    void saysWhoAsksAndForWhat() throws IOException {
        lookUp(location -> location);
        assertThat(headers).hasSize(2).allSatisfy(sent -> {
            assertThat(sent.getFirst("User-Agent")).isEqualTo("busha-resource-server/" + versionOfTheBuild());
            assertThat(sent.getFirst("Accept")).isEqualTo("application/json");
        });
    }

    private static String versionOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        return pom.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    }

    @Test
    void goesThroughTheProxyThatItIsGiven() {
        InetSocketAddress proxy = server.getAddress();
        issuer = "http://127.0.0.9:1";
        lookUp(location -> location.through(ProxySelector.of(proxy)));
        assertThat(asked).containsExactly(issuer + "/.well-known/openid-configuration", issuer + "/keys");
    }
}
