package io.busha.resourceserver.it.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Tests with {@code spring-security-test} keep working, as docs/migrate-to-busha-spring.md says: before and after the migration. */
class MockedCallersTest {

    private static RequestPostProcessor scope(String scope) {
        return jwt().authorities(new SimpleGrantedAuthority("SCOPE_" + scope));
    }

    /** Does what the builder's {@code with} does. Spring 7 moved that method, so one call cannot compile for both versions. */
    private static RequestBuilder as(RequestPostProcessor caller, MockHttpServletRequestBuilder request) {
        return context -> caller.postProcessRequest(request.buildRequest(context));
    }

    private static void assertAccepted(WebApplicationContext context) throws Exception {
        MockMvc mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        mvc.perform(get("/v1/rates")).andExpect(content().string("rates"));
        mvc.perform(as(scope("balances:read"), get("/v1/balances")))
                .andExpect(content().string("balances of user"));
        mvc.perform(as(jwt(), get("/v1/balances"))).andExpect(status().isForbidden());
        mvc.perform(get("/v1/balances")).andExpect(status().isUnauthorized());
        mvc.perform(as(jwt(), get("/v1/me"))).andExpect(content().string("user"));
        mvc.perform(as(scope("transfers:write"), post("/v1/transfers")))
                .andExpect(content().string("transferred"));
        mvc.perform(as(jwt(), post("/v1/transfers"))).andExpect(status().isForbidden());
    }

    @Test
    void acceptsMockedCallersWithoutLibrary() {
        new WebApplicationContextRunner()
                .withUserConfiguration(Server.Auto.class, StockWallet.class, Chains.Stock.class, Chains.OfMethods.class)
                .withPropertyValues(
                        "issuer=http://127.0.0.1/never-asked", Server.STOCK_ISSUER, Server.withoutThisLibrary())
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertAccepted(context);
                });
    }

    @Nested
    @SpringBootTest(classes = {Server.Auto.class, AnnotatedWallet.class, Chains.OfMethods.class})
    class After {
        @Test
        void acceptsMockedCallersWithLibrary(@Autowired WebApplicationContext context) throws Exception {
            assertAccepted(context);
        }
    }

    /** Runs with the kept chain, and with routes that declare the same rules. */
    @Nested
    @SpringBootTest(
            classes = {Server.Auto.class, StockWallet.class, Chains.Stock.class, Chains.OfMethods.class},
            properties = "busha.routes=GET /v1/rates open; GET /v1/balances balances:read; * /** authenticated")
    class InBetween {
        @Test
        void acceptsMockedCallersInKeptChain(@Autowired WebApplicationContext context) throws Exception {
            assertAccepted(context);
        }
    }
}
