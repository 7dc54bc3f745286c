package io.busha.resourceserver.spring.security;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.busha.resourceserver.testkit.LocalIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A {@code MockMvc} that was built with Spring Security's filters alone is judged by the door. */
@DirtiesContext
@SpringBootTest(classes = HandBuiltMockMvcTest.Application.class)
class HandBuiltMockMvcTest {

    private static final LocalIssuer ISSUER = LocalIssuer.start();

    private final MockMvc mvc;

    @Autowired
    HandBuiltMockMvcTest(WebApplicationContext context) {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Wallet.class)
    static class Application {}

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("busha.issuer", ISSUER::issuer);
        properties.add("busha.start-up", () -> "required");
        properties.add("busha.start-up-limit", () -> "2m");
        properties.add("busha.client-id", () -> LocalIssuer.CLIENT_ID);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    private static String bearer(String... scopes) {
        return "Bearer " + ISSUER.accessToken().scopes(scopes).sign();
    }

    @Test
    void admitsCallerWithScope() throws Exception {
        mvc.perform(get("/balances").header("Authorization", bearer("balances:read")))
                .andExpect(status().isOk());
        mvc.perform(get("/jwt").header("Authorization", bearer()))
                .andExpect(content().string("local-user local-client true"));
        mvc.perform(get("/rates")).andExpect(status().isOk());
    }

    @Test
    void deniesLikeTheServer() throws Exception {
        mvc.perform(get("/balances"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer realm=\"busha\""));
        mvc.perform(get("/balances").with(jwt().authorities(new SimpleGrantedAuthority("SCOPE_balances:read"))))
                .andExpect(status().isUnauthorized());
        mvc.perform(get("/balances").header("Authorization", bearer("other"))).andExpect(status().isForbidden());
        mvc.perform(get("/rates").header("Authorization", "Bearer a.b.c")).andExpect(status().isUnauthorized());
        mvc.perform(get("/undeclared").header("Authorization", bearer("balances:read")))
                .andExpect(status().isForbidden());
    }
}
