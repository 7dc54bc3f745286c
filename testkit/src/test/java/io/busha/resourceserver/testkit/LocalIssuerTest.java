package io.busha.resourceserver.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalIssuerTest {
    private static final SigningKey KEY = SigningKey.rsa(2048);

    private final LocalIssuer issuer = LocalIssuer.start(KEY);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void servesDiscovery() throws Exception {
        HttpResponse<String> response = Fetch.of(issuer, Endpoint.DISCOVERY);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JsonUtil.parseJson(response.body()))
                .containsEntry("issuer", issuer.uri().toString())
                .containsEntry("jwks_uri", issuer.uri() + "/.well-known/jwks.json");
    }

    @Test
    void servesKeysWithNoStore() throws Exception {
        HttpResponse<String> response = Fetch.of(issuer, Endpoint.JWKS);
        assertThat(response.headers().firstValue("Cache-Control")).contains("private, no-cache, no-store");
        assertThat(kids()).containsExactly(issuer.currentKey().kid());
        assertThat(new JsonWebKeySet(response.body()).getJsonWebKeys().get(0).getKey())
                .isEqualTo(issuer.currentKey().publicKey());
    }

    @Test
    void answers404ForOtherPaths() {
        assertThat(RawHttp.get(issuer.uri(), "/").status()).isEqualTo(404);
        assertThat(RawHttp.request("POST", issuer.uri(), Endpoint.JWKS.path(), "x")
                        .status())
                .isEqualTo(405);
        assertThat(issuer.jwksFetches()).isZero();
    }

    @Test
    void closesTheConnectionOnInvalidHttp() {
        for (String odd : new String[] {"nonsense\r\n\r\n", "x".repeat(70_000)}) {
            assertThatThrownBy(() -> RawHttp.send(issuer.uri(), odd)).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void startsWithItsOwnKey() {
        try (LocalIssuer one = LocalIssuer.start();
                LocalIssuer other = LocalIssuer.start()) {
            assertThat(one.currentKey().publicKey())
                    .isNotEqualTo(other.currentKey().publicKey());
        }
    }

    @Test
    void createsKeysOfTheGivenSize() {
        try (LocalIssuer large = LocalIssuer.start(1024)) {
            assertThat(large.currentKey().publicKey().getModulus().bitLength()).isEqualTo(1024);
            assertThat(large.rotate().publicKey().getModulus().bitLength()).isEqualTo(1024);
        }
    }

    @Test
    void announcesAnotherIssuerInDocumentAndTokens() throws Exception {
        issuer.announceIssuer(issuer.uri() + "/");
        assertThat(issuer.issuer()).isEqualTo(issuer.uri() + "/");
        assertThat(discovery()).containsEntry("issuer", issuer.issuer());
        assertThat(JsonUtil.parseJson(issuer.accessToken().claimsJson())).containsEntry("iss", issuer.issuer());
    }

    @Test
    void publishesANewKeyBeforeOldKeys() throws Exception {
        SigningKey old = issuer.currentKey();
        SigningKey rotated = issuer.rotate();
        assertThat(issuer.currentKey()).isSameAs(rotated);
        assertThat(kids()).containsExactly(rotated.kid(), old.kid());
        assertThat(issuer.accessToken().headerJson()).contains(rotated.kid());
    }

    @Test
    void signsWithAKeyBeforeItIsPublished() throws Exception {
        SigningKey old = issuer.currentKey();
        SigningKey hidden = issuer.rotateUnpublished();
        assertThat(issuer.currentKey()).isSameAs(hidden);
        assertThat(kids()).containsExactly(old.kid());
        issuer.publish(hidden);
        assertThat(kids()).containsExactly(hidden.kid(), old.kid());
        issuer.withdraw(old.kid());
        assertThat(kids()).containsExactly(hidden.kid());
    }

    @Test
    void publishesAnyJwk() throws Exception {
        issuer.publishJwk(Map.of("kty", "not-yet-invented", "kid", 7));
        assertThat(Fetch.keys(issuer).get(0)).isEqualTo(Map.of("kty", "not-yet-invented", "kid", 7L));
        assertThat(Fetch.keys(issuer)).hasSize(2);
    }

    @Test
    void servesAGivenTextInsteadOfTheKeys() throws Exception {
        issuer.serveJwks("\u00e9 no json");
        assertThat(Fetch.of(issuer, Endpoint.JWKS).body()).isEqualTo("\u00e9 no json");
        issuer.serveKeys();
        assertThat(kids()).containsExactly(issuer.currentKey().kid());
    }

    @Test
    void appliesDiscoveryEditsInOrder() throws Exception {
        issuer.editDiscovery(document -> {
            document.put("jwks_uri", "file:///etc/passwd");
            return document;
        });
        issuer.editDiscovery(document -> {
            document.remove("token_endpoint");
            return document;
        });
        assertThat(discovery()).containsEntry("jwks_uri", "file:///etc/passwd").doesNotContainKey("token_endpoint");
    }

    @Test
    void countsFetchesAndConnections() throws Exception {
        Fetch.of(issuer, Endpoint.DISCOVERY);
        Fetch.of(issuer, Endpoint.JWKS);
        Fetch.of(issuer, Endpoint.JWKS);
        assertThat(issuer.discoveryFetches()).isEqualTo(1);
        assertThat(issuer.jwksFetches()).isEqualTo(2);
        int before = issuer.connections();
        RawHttp.get(issuer.uri(), Endpoint.JWKS.path() + "?a=b");
        assertThat(issuer.connections()).isEqualTo(before + 1);
        assertThat(issuer.jwksFetches()).isEqualTo(3);
    }

    @Test
    void keepsConnectionsAlive() throws Exception {
        String request = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\n\r\n";
        try (var socket = new Socket(issuer.uri().getHost(), issuer.uri().getPort())) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(request.getBytes(US_ASCII));
                assertThat(ResponseReader.read(socket.getInputStream(), false).status())
                        .isEqualTo(200);
            }
        }
        assertThat(issuer.jwksFetches()).isEqualTo(3);
        assertThat(issuer.connections()).isEqualTo(1);
    }

    @Test
    void refusesConnectionsAfterClose() {
        issuer.misbehave(Fault.REFUSED);
        issuer.close();
        issuer.close();
        issuer.misbehave(Fault.NONE);
        assertThatThrownBy(() -> Fetch.of(issuer, Endpoint.JWKS)).isInstanceOf(IOException.class);
    }

    private List<String> kids() throws Exception {
        String set = Fetch.of(issuer, Endpoint.JWKS).body();
        return new JsonWebKeySet(set)
                .getJsonWebKeys().stream().map(JsonWebKey::getKeyId).toList();
    }

    private Map<String, Object> discovery() throws IOException, InterruptedException, JoseException {
        return JsonUtil.parseJson(Fetch.of(issuer, Endpoint.DISCOVERY).body());
    }
}
