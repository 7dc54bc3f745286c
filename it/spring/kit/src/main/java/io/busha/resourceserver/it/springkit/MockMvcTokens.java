package io.busha.resourceserver.it.springkit;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.test.BushaToken;
import io.busha.resourceserver.spring.test.WithBushaToken;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;

/** Test tokens through MockMvc, which the subclass configures. The production settings of the issuer have no effect. */
@SpringBootTest(classes = WalletApplication.class)
@SuppressWarnings("NullAway.Init")
public abstract class MockMvcTokens {

    @Autowired
    private MockMvcTester mvc;

    @Value("${busha.issuer}")
    private String issuer;

    private static MockHttpServletResponse perform(MockMvcRequestBuilder request) {
        return request.exchange().getResponse();
    }

    private MockMvcRequestBuilder get(String path) {
        return mvc.get().uri(path);
    }

    @Test
    void presentsNoTokenByDefault() {
        assertThat(issuer).isEqualTo(BushaToken.issuer().issuer());
        assertThat(perform(get("/balances")).getStatus()).isEqualTo(401);
        assertThat(perform(get("/undeclared")).getStatus()).isEqualTo(403);
    }

    @Test
    @WithBushaToken(scopes = "balances:read", subject = "ada")
    void presentsTokenOfMethod() throws Exception {
        assertThat(perform(get("/balances")).getContentAsString()).isEqualTo("balances of ada");
        assertThat(perform(get("/undeclared")).getStatus()).isEqualTo(403);
    }

    @Test
    @WithBushaToken(scopes = "transfers:write")
    void rejectsTokenOfMethodWithAnotherScope() throws Exception {
        MockHttpServletResponse response = perform(get("/balances"));

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getHeader("WWW-Authenticate")).contains("insufficient_scope", "balances:read");
    }

    @Test
    @WithBushaToken(scopes = "balances:read", clientId = "somebody-else")
    void rejectsTokenOfAnotherClient() throws Exception {
        assertThat(perform(get("/balances")).getStatus()).isEqualTo(401);
    }

    @Test
    @WithBushaToken(claims = "tenant=acme=uk")
    void presentsClaims() throws Exception {
        assertThat(perform(get("/tenant")).getContentAsString()).isEqualTo("acme=uk");
    }

    @Test
    @WithBushaToken(scopes = "balances:read")
    void keepsCredentialOfRequest() throws Exception {
        assertThat(perform(get("/balances").header("Authorization", "Bearer a.b.c"))
                        .getStatus())
                .isEqualTo(401);
        assertThat(perform(get("/balances").with(bushaToken().scopes("transfers:write")))
                        .getStatus())
                .isEqualTo(403);
        assertThat(perform(get("/balances")
                                .with(bushaToken().scopes("balances:read").subject("bob")))
                        .getContentAsString())
                .isEqualTo("balances of bob");
    }

    @Test
    void acceptsTokenOfRequest() throws Exception {
        assertThat(perform(get("/balances").with(bushaToken().scopes("balances:read")))
                        .getStatus())
                .isEqualTo(200);
        assertThat(perform(get("/tenant").with(bushaToken().claim("tenant", "acme")))
                        .getContentAsString())
                .isEqualTo("acme");
    }

    @Test
    void rejectsTokensMadeInvalidOnPurpose() throws Exception {
        var good = bushaToken().scopes("balances:read");

        assertThat(perform(get("/balances").with(good.expired())).getContentAsString())
                .contains("expired");
        assertThat(perform(get("/balances").with(good.forged())).getContentAsString())
                .contains("signature");
        assertThat(perform(get("/balances").with(good.clientId("other"))).getStatus())
                .isEqualTo(401);
        assertThat(perform(get("/balances").with(good.changed(mint -> mint.without("exp"))))
                        .getStatus())
                .isEqualTo(401);
        assertThat(perform(get("/balances").with(good)).getStatus()).isEqualTo(200);
    }
}
