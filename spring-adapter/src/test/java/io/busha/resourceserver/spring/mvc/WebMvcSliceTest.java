package io.busha.resourceserver.spring.mvc;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.options;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.token.VerifiedToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A {@code @WebMvcTest} slice has the door too. */
@DirtiesContext
@WebMvcTest(WebMvcSliceTest.Wallet.class)
class WebMvcSliceTest {

    private static final LocalIssuer ISSUER = LocalIssuer.start();

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Wallet.class)
    static class Application {}

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances() {
            return "balances";
        }

        @Authenticated
        @GetMapping("/me")
        String me(VerifiedToken token) {
            return token.subject();
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }
    }

    @Autowired
    private MockMvc mvc;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("busha.issuer", ISSUER::issuer);
        registry.add("busha.start-up", () -> "required");
        registry.add("busha.start-up-limit", () -> "2m");
        registry.add("busha.client-id", () -> LocalIssuer.CLIENT_ID);
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
                .andExpect(status().isOk())
                .andExpect(content().string("balances"));
    }

    @Test
    void passesTokenToHandler() throws Exception {
        mvc.perform(get("/me").header("Authorization", bearer()))
                .andExpect(content().string("local-user"));
    }

    @Test
    void deniesLikeTheServer() throws Exception {
        mvc.perform(get("/balances"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer realm=\"busha\""));
        mvc.perform(get("/balances").header("Authorization", bearer())).andExpect(status().isForbidden());
        mvc.perform(get("/undeclared").header("Authorization", bearer("balances:read")))
                .andExpect(status().isForbidden());
        mvc.perform(options("/balances").header("Authorization", bearer("balances:read")))
                .andExpect(status().isForbidden());
    }
}
