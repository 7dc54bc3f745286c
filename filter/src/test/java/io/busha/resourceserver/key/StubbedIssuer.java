package io.busha.resourceserver.key;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.busha.resourceserver.testkit.Endpoint;
import io.busha.resourceserver.testkit.SigningKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/**
 * An issuer stubbed with WireMock, as backend teams stub theirs. One server serves all tests of a class and is reset for each of
 * them with {@link #begin()}.
 */
final class StubbedIssuer implements AutoCloseable {

    static final SigningKey KEY = SigningKey.rsa(2048, "stubbed");

    private final WireMockServer server =
            new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

    private StubbedIssuer() {}

    static StubbedIssuer start() {
        StubbedIssuer issuer = new StubbedIssuer();
        issuer.server.start();
        issuer.begin();
        return issuer;
    }

    String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Returns this server as a proxy for plain http: it gives equal answers for every host. */
    ProxySelector proxy() {
        return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    IssuerLocation location() {
        return IssuerLocation.of(uri());
    }

    /** Resets everything and answers normally at both endpoints. */
    void begin() {
        server.resetAll();
        heal();
    }

    /** Answers normally at both endpoints. */
    void heal() {
        describe(uri(), uri() + Endpoint.JWKS.path());
        answer(Endpoint.JWKS, okJson(jwks()));
    }

    /** Makes the discovery document name this issuer and this location of the keys. */
    void describe(String issuer, String jwksUri) {
        answer(Endpoint.DISCOVERY, okJson(JsonUtil.toJson(Map.of("issuer", issuer, "jwks_uri", jwksUri))));
    }

    static String jwks() {
        return JsonUtil.toJson(Map.of("keys", List.of(KEY.jwk())));
    }

    void answer(Endpoint endpoint, ResponseDefinitionBuilder response) {
        answer(endpoint.path(), response);
    }

    void answer(String path, ResponseDefinitionBuilder response) {
        server.stubFor(get(path).willReturn(response));
    }

    /** Misbehaves in this way at one endpoint. */
    void misbehave(Endpoint endpoint, StubFault fault) {
        answer(endpoint, fault.response());
    }

    int fetches(Endpoint endpoint) {
        return fetches(endpoint.path());
    }

    int fetches(String path) {
        return server.findAll(getRequestedFor(urlEqualTo(path))).size();
    }

    /** Returns all requests so far, in order of arrival. */
    List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
