package io.busha.resourceserver.it.springkit;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.test.BushaToken;
import io.busha.resourceserver.spring.test.WithBushaToken;
import io.busha.resourceserver.testkit.LocalIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Tokens of tests through MockMvc; the subclass brings Boot's MockMvc. What production says of its issuer does not matter. */
@SpringBootTest(classes = WalletApplication.class)
@SuppressWarnings("NullAway.Init")
public abstract class MockMvcTokens {

    @Autowired
    private MockMvc mvc;

    @Value("${busha.issuer}")
    private String issuer;

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    private static MockHttpServletRequestBuilder get(String path) {
        return MockMvcRequestBuilders.get(path);
    }

    @Test
    void presentsNothingWithoutBeingTold() throws Exception {
        assertThat(issuer).isEqualTo(BushaToken.issuer().issuer());
        assertThat(perform(get("/balances")).getStatus()).isEqualTo(401);
        assertThat(perform(get("/undeclared")).getStatus()).isEqualTo(403);
    }

    @Test
    @WithBushaToken(scopes = "balances:read", subject = "ada")
    void presentsTheTokenOfTheMethod() throws Exception {
        assertThat(perform(get("/balances")).getContentAsString()).isEqualTo("balances of ada");
        assertThat(perform(get("/undeclared")).getStatus()).isEqualTo(403);
    }

    @Test
    @WithBushaToken(scopes = "transfers:write")
    void refusesTokenOfTheMethodWithAnotherScope() throws Exception {
        MockHttpServletResponse response = perform(get("/balances"));

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getHeader("WWW-Authenticate")).contains("insufficient_scope", "balances:read");
    }

    @Test
    @WithBushaToken(scopes = "balances:read", clientId = "somebody-else")
    void refusesTokenOfAnotherClient() throws Exception {
        assertThat(perform(get("/balances")).getStatus()).isEqualTo(401);
    }

    @Test
    @WithBushaToken(claims = "tenant=acme=uk")
    void presentsClaims() throws Exception {
        assertThat(perform(get("/tenant")).getContentAsString()).isEqualTo("acme=uk");
    }

    @Test
    @WithBushaToken(scopes = "balances:read")
    void keepsWhatTheRequestPresents() throws Exception {
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
    void takesTokenOfTheRequest() throws Exception {
        assertThat(perform(get("/balances").with(bushaToken().scopes("balances:read")))
                        .getStatus())
                .isEqualTo(200);
        assertThat(perform(get("/tenant").with(bushaToken().claim("tenant", "acme")))
                        .getContentAsString())
                .isEqualTo("acme");
    }

    @Test
    void refusesTokensThatAreMeantToBeBad() throws Exception {
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

    /** The token of a class. */
    @Nested
    @WithBushaToken(scopes = "balances:read", subject = "class")
    class OfClass {

        @BeforeEach
        void isThereBeforeTheTest() throws Exception {
            assertThat(perform(get("/tenant")).getStatus()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"once", "again"})
        void isPresentedByEachTest(String turn) throws Exception {
            assertThat(perform(get("/balances").param("turn", turn)).getContentAsString())
                    .isEqualTo("balances of class");
        }

        @Test
        @WithBushaToken(subject = "method", clientId = LocalIssuer.CLIENT_ID)
        void givesWayToTheOneOfTheMethod() throws Exception {
            assertThat(perform(get("/balances")).getStatus()).isEqualTo(403);
        }

        /** Further down. */
        @Nested
        class Deeper {

            @Test
            void isTheSame() throws Exception {
                assertThat(perform(get("/balances")).getContentAsString()).isEqualTo("balances of class");
            }
        }
    }
}
