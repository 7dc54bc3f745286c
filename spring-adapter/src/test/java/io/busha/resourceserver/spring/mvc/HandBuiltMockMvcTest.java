package io.busha.resourceserver.spring.mvc;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

/** A {@code MockMvc} that was built without any filter is judged as a request to a server is. */
@DirtiesContext
@SpringBootTest(classes = HandBuiltMockMvcTest.Application.class)
class HandBuiltMockMvcTest {

    private static final LocalIssuer ISSUER = LocalIssuer.start();

    private final MockMvc mvc;

    @Autowired
    HandBuiltMockMvcTest(WebApplicationContext context) {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Wallet.class)
    static class Application {}

    @RestController
    static class Wallet {
        @RequireScope("a")
        @GetMapping("/a")
        String a(VerifiedToken caller) {
            return caller.subject();
        }

        @RequireScope("a")
        @GetMapping("/later")
        Callable<String> later(VerifiedToken caller) {
            return caller::subject;
        }

        @Open
        @GetMapping("/open")
        String open(Optional<VerifiedToken> caller) {
            return caller.map(VerifiedToken::subject).orElse("nobody");
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }
    }

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
        mvc.perform(get("/a").header("Authorization", bearer("a")))
                .andExpect(status().isOk())
                .andExpect(content().string("local-user"));
        mvc.perform(get("/open")).andExpect(content().string("nobody"));
        mvc.perform(get("/open").header("Authorization", bearer()))
                .andExpect(content().string("local-user"));
    }

    @Test
    void admitsCallerOfAsynchronousHandler() throws Exception {
        MvcResult begun =
                mvc.perform(get("/later").header("Authorization", bearer("a"))).andReturn();
        mvc.perform(MockMvcRequestBuilders.asyncDispatch(begun))
                .andExpect(content().string("local-user"));
        mvc.perform(get("/later")).andExpect(status().isUnauthorized());
    }

    @Test
    void deniesLikeTheServer() throws Exception {
        mvc.perform(get("/a"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("WWW-Authenticate", "Bearer realm=\"busha\""));
        mvc.perform(get("/a").header("Authorization", bearer("b"))).andExpect(status().isForbidden());
        mvc.perform(get("/open").header("Authorization", "Bearer a.b.c")).andExpect(status().isUnauthorized());
        mvc.perform(get("/undeclared").header("Authorization", bearer("a"))).andExpect(status().isForbidden());
    }
}
