package io.busha.resourceserver.demo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.demo.DemoApi;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the endpoints of the demo through one door. */
@ExtendWith(LocalIssuerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
public abstract class EndpointsContract {

    private static final String TRANSFER = "{\"to\":\"Ada \\\"Ace\\\"\",\"amount\":\"1.50\"}";

    private DemoApi api;
    private URI uri;

    /** Returns the door. */
    protected abstract DemoApi.Adapter adapter();

    /** Returns the status of an unmapped path: 404 if the server answers before the door, 403 otherwise. */
    protected abstract int statusOfNothing();

    @BeforeAll
    void start(LocalIssuer issuer) throws IOException {
        api = adapter()
                .start(0, Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "key-wait", "10s"));
        uri = URI.create("http://127.0.0.1:" + api.port());
    }

    @AfterAll
    void stop() {
        api.close();
    }

    private RawHttp.Response get(String path, TokenMint mint) {
        return RawHttp.get(uri, path, "Authorization: Bearer " + mint.sign());
    }

    private RawHttp.Response transfer(String body, TokenMint mint) {
        return RawHttp.request("POST", uri, "/v1/transfers", body, "Authorization: Bearer " + mint.sign());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /health, 200",
        "GET, /metrics, 200",
        "GET, /v1/me, 401",
        "GET, /v1/balances, 401",
        "POST, /v1/transfers, 401",
        "POST, /v1/disconnect, 401",
        "GET, /v1/admin, 403",
        "GET, /v1/transfers, 403",
        "POST, /v1/me, 403",
        "OPTIONS, /v1/me, 403",
    })
    void answersWithoutToken(String method, String path, int status) {
        assertThat(RawHttp.request(method, uri, path, "").status()).isEqualTo(status);
    }

    @Test
    void rejectsRequestToUnmappedPath() {
        assertThat(RawHttp.get(uri, "/v1").status()).isEqualTo(statusOfNothing());
    }

    /** Characters that a URI must not contain are the caller's fault. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1\\balances",
                "/v1/balances\\",
                "/v1/{balances}",
                "/v1/balances|",
                "/v1/<balances>",
                "/v1/bal^ances",
                "/v1/\"balances\"",
                "/v1/`balances`",
                "/v1/balances%",
                "/v1/balances%zz",
                "/v1/balances?\\",
                "/v1/balances?a=%zz",
                "/v1/[balances]",
                "/v1/balances#a"
            })
    void rejectsMalformedUri(String path, LocalIssuer issuer) {
        assertThat(RawHttp.get(uri, path).status()).isBetween(400, 499);
        assertThat(get(path, issuer.accessToken().scopes("balances:read")).status())
                .isBetween(200, 499);
    }

    @ParameterizedTest
    @CsvSource({
        "/health, '', 200",
        "/v1/me, '', 200",
        "/v1/balances, balances:read, 200",
        "/v1/balances, transfers:write, 403",
        "/v1/balances, '', 403",
        "/v1/admin, balances:read, 403",
    })
    void answersRequestWithRequiredScope(String path, String scope, int status, LocalIssuer issuer) {
        assertThat(get(path, issuer.accessToken().claim("scope", scope).without("scp"))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void acceptsTokenFollowedByBlanks(LocalIssuer issuer) {
        String line = "Authorization: Bearer " + issuer.accessToken().sign();
        assertThat(RawHttp.get(uri, "/v1/me", line + " ").status()).isEqualTo(200);
        assertThat(RawHttp.get(uri, "/v1/me", line + "\t ").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/health", "/v1/me", "/v1/balances", "/v1/admin", "/metrics"})
    void rejectsExpiredTokenOnEveryEndpoint(String path, LocalIssuer issuer) {
        assertThat(get(path, issuer.accessToken().expiresAt(Instant.EPOCH)).status())
                .isEqualTo(401);
    }

    @Test
    void answersClaimsOfToken(LocalIssuer issuer) throws JoseException {
        TokenMint mint = issuer.accessToken()
                .subject("a \"quoted\" ü")
                .scopes("b", "a")
                .claim("jti", "one")
                .expiresAt(Instant.parse("2100-01-01T00:00:00Z"));

        RawHttp.Response response = get("/v1/me", mint);

        assertThat(response.header("Content-Type")).startsWith("application/json");
        assertThat(response.body())
                .startsWith("{\"sub\":")
                .contains("\"scopes\":[\"b\",\"a\"]", "\"jti\":\"one\"", "\"expires_at\":\"2100-01-01T00:00:00Z\"");
        assertThat(JsonUtil.parseJson(response.body()))
                .containsEntry("sub", "a \"quoted\" ü")
                .containsEntry("client_id", LocalIssuer.CLIENT_ID)
                .hasSize(5);
    }

    @Test
    void answersTransferFromBody(LocalIssuer issuer) throws JoseException {
        RawHttp.Response response = transfer(TRANSFER, issuer.accessToken().scopes("transfers:write"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(JsonUtil.parseJson(response.body()))
                .containsEntry("from", "local-user")
                .containsEntry("transfer", JsonUtil.parseJson(TRANSFER));
    }

    @Test
    void rejectsTransferWithoutRequiredScope(LocalIssuer issuer) {
        assertThat(transfer(TRANSFER, issuer.accessToken().scopes("balances:read"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void rejectsTransferOfDisconnectedUserOnly(LocalIssuer issuer) {
        TokenMint ada = issuer.accessToken().subject("ada").scopes("transfers:write", "balances:read");
        TokenMint bob = issuer.accessToken().subject("bob").scopes("transfers:write");
        assertThat(transfer(TRANSFER, ada).status()).isEqualTo(200);

        RawHttp.Response disconnected =
                RawHttp.request("POST", uri, "/v1/disconnect", "", "Authorization: Bearer " + ada.sign());

        assertThat(disconnected.status()).isEqualTo(200);
        assertThat(disconnected.body()).isEqualTo("{\"disconnected\":\"ada\"}");
        RawHttp.Response denied = transfer(TRANSFER, ada);
        assertThat(denied.status()).isEqualTo(401);
        assertThat(denied.header("WWW-Authenticate")).contains("the token was revoked");
        assertThat(get("/v1/balances", ada).status()).isEqualTo(200);
        assertThat(transfer(TRANSFER, bob).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"''", "nonsense", "[]", "null"})
    void rejectsTransferThatIsNotJsonObject(String body, LocalIssuer issuer) {
        assertThat(transfer(body, issuer.accessToken().scopes("transfers:write"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rejectsTransferWithTooLongBody(LocalIssuer issuer) {
        String body = "{\"to\":\"" + "x".repeat(64 * 1024) + "\"}";

        assertThat(transfer(body, issuer.accessToken().scopes("transfers:write"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void exportsDecisionCountersAsPrometheusText() {
        RawHttp.Response response = RawHttp.get(uri, "/metrics");

        assertThat(response.header("Content-Type")).startsWith("text/plain");
        assertThat(response.body()).contains("busha_decisions_total{guard=\"busha\",outcome=\"permit\"");
    }
}
