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
 * An issuer that is stubbed with WireMock, as backend teams stub theirs. One server serves all tests of a class, and begins anew
 * for each of them with {@link #begin()}.
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

    /** This server as a proxy for plain http: it answers for every host alike. */
    ProxySelector proxy() {
        return ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    IssuerLocation location() {
        return IssuerLocation.of(uri());
    }

    /** Forgets everything, and answers well at both endpoints. */
    void begin() {
        server.resetAll();
        heal();
    }

    /** Answers well at both endpoints. */
    void heal() {
        describe(uri(), uri() + Endpoint.JWKS.path());
        answer(Endpoint.JWKS, okJson(jwks()));
    }

    /** The discovery document names this issuer and this place of the keys. */
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

    /** Goes wrong in this way at one endpoint. */
    void misbehave(Endpoint endpoint, StubFault fault) {
        answer(endpoint, fault.response());
    }

    int fetches(Endpoint endpoint) {
        return fetches(endpoint.path());
    }

    int fetches(String path) {
        return server.findAll(getRequestedFor(urlEqualTo(path))).size();
    }

    /** All requests so far, in the order in which they came. */
    List<LoggedRequest> requests() {
        return server.findAll(anyRequestedFor(anyUrl()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
