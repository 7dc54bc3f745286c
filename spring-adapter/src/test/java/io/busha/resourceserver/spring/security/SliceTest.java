package io.busha.resourceserver.spring.security;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.MockMvc;

/** A slice has the door and the chain. */
@DirtiesContext
@WebMvcTest(properties = {"busha.issuer=http://127.0.0.1:1", "busha.client-id=local-client"})
class SliceTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Wallet.class)
    static class Application {}

    @Autowired
    private MockMvc mvc;

    @Test
    void admitsOnlyCallersWithScope() throws Exception {
        mvc.perform(get("/balances")).andExpect(status().isUnauthorized());
        mvc.perform(get("/balances").with(jwt())).andExpect(status().isUnauthorized());
        mvc.perform(get("/undeclared").with(jwt())).andExpect(status().isForbidden());
        mvc.perform(get("/rates").with(jwt())).andExpect(status().isOk());
    }
}
