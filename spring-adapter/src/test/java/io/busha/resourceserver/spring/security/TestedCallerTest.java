package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.busha.resourceserver.testkit.LocalIssuer;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The callers that spring-security-test makes up. */
@DirtiesContext
@SpringBootTest(classes = TestedCallerTest.Application.class)
@AutoConfigureMockMvc
class TestedCallerTest {

    private static final LocalIssuer ISSUER = LocalIssuer.start();

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

    @Autowired
    private MockMvc mvc;

    private static RequestPostProcessor scope(String scope) {
        return jwt().authorities(new SimpleGrantedAuthority("SCOPE_" + scope));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    @WithMockUser(authorities = "SCOPE_balances:read")
    void deniesMockCallerWithoutToken(CapturedOutput output) throws Exception {
        mvc.perform(get("/balances")).andExpect(status().isUnauthorized());
        mvc.perform(get("/balances").with(scope("balances:read"))).andExpect(status().isUnauthorized());
        mvc.perform(get("/rates").with(scope("balances:read")))
                .andExpect(content().string("anonymous"));
        assertThat(output.getAll()).containsOnlyOnce("io.busha.resourceserver:busha-resource-server-spring-test");
    }

    @Test
    void prefersRealTokenToMockCaller() throws Exception {
        String bearer = "Bearer " + ISSUER.accessToken().scopes("other").sign();
        mvc.perform(get("/balances").with(scope("balances:read")).header("Authorization", bearer))
                .andExpect(status().isForbidden());
        mvc.perform(get("/balances").with(scope("balances:read")).header("Authorization", "Bearer a.b.c"))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void acceptsRealTokenWithoutMockCaller() throws Exception {
        String bearer = "Bearer " + ISSUER.accessToken().scopes("balances:read").sign();
        mvc.perform(get("/jwt").header("Authorization", bearer))
                .andExpect(content().string("local-user local-client true"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Forger {
        @Bean
        FilterRegistrationBean<Filter> forger() {
            FilterRegistrationBean<Filter> forger = new FilterRegistrationBean<>((request, response, chain) -> {
                request.setAttribute(
                        RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME,
                        new SecurityContextImpl(new TestingAuthenticationToken("x", "", "SCOPE_balances:read")));
                chain.doFilter(request, response);
            });
            forger.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return forger;
        }
    }

    @Test
    void ignoresForgedCallerInServer() {
        try (SecuredServer server = SecuredServer.with(Wallet.class, Forger.class)) {
            assertThat(server.get("/balances").status()).isEqualTo(401);
        }
    }
}
