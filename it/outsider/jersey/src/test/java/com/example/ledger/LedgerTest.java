package com.example.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.TokenMint;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Invocation;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application with one dependency, one property and one annotation. Jersey discovers the door without registration. */
@ExtendWith(LocalIssuerExtension.class)
class LedgerTest {

    private static Server ledger;

    @BeforeAll
    static void start(LocalIssuer issuer) {
        ledger = Server.start(new Ledger().property("busha.issuer", issuer.issuer()));
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private static TokenMint token(LocalIssuer issuer) {
        return issuer.accessToken().clientId(Server.CLIENT).subject("ada").scopes("balances:read");
    }

    @Test
    void acceptsTokenWithRequiredScope(LocalIssuer issuer) {
        RawHttp.Response answer = ledger.get("/v1/balances", token(issuer));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("balances of ada");
    }

    @Test
    void rejectsRequestWithoutToken() {
        RawHttp.Response answer = ledger.get("/v1/balances");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"busha\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void rejectsTokenWithoutRequiredScope(LocalIssuer issuer) {
        RawHttp.Response answer = ledger.get("/v1/balances", token(issuer).scopes("transfers:write"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope", "balances:read");
    }

    @Test
    void rejectsInvalidToken(LocalIssuer issuer) {
        assertThat(ledger.get("/v1/balances", token(issuer).expiresAt(Instant.EPOCH)).status())
                .isEqualTo(401);
        assertThat(ledger.get("/v1/balances", token(issuer).clientId("another")).status())
                .isEqualTo(401);
        assertThat(RawHttp.get(ledger.uri(), "/v1/balances", "Authorization: Bearer a.b.c")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void closesEndpointsWithoutDeclaration(LocalIssuer issuer) {
        assertThat(ledger.get("/v1/reports").status()).isEqualTo(403);
        assertThat(ledger.get("/v1/reports", token(issuer)).status()).isEqualTo(403);
        assertThat(RawHttp.request("POST", ledger.uri(), "/v1/reports", "text").status())
                .isEqualTo(403);
    }

    @Test
    void rejectsRequestToUnmappedPath(LocalIssuer issuer) {
        assertThat(ledger.get("/nowhere", token(issuer)).status()).isEqualTo(404);
        assertThat(ledger.get("/application.wadl", token(issuer)).status()).isEqualTo(404);
        assertThat(RawHttp.request("OPTIONS", ledger.uri(), "/v1/balances", "").status())
                .isEqualTo(403);
    }

    @Test
    void doesNotAffectJaxRsClients(LocalIssuer issuer) {
        try (Client client = ClientBuilder.newClient()) {
            Invocation.Builder request = client.target(ledger.uri()).path("/v1/balances").request();

            assertThat(request.header("Authorization", "Bearer " + token(issuer).sign()).get(String.class))
                    .isEqualTo("balances of ada");
        }
    }
}
