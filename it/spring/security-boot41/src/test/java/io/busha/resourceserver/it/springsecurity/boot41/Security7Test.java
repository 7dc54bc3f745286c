package io.busha.resourceserver.it.springsecurity.boot41;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Service;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Behaviour that the contract does not cover, in a slice of Boot 4 with Spring Security 7. */
@WebMvcTest(properties = "busha.key-wait=10s")
class Security7Test {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableMethodSecurity
    @Import({Desk.class, Ledger.class})
    static class Application {}

    @Service
    static class Ledger {
        @RequireScope("ledger:write")
        String book() {
            return "booked";
        }
    }

    @RestController
    @Authenticated
    static class Desk {
        private final Ledger ledger;

        Desk(Ledger ledger) {
            this.ledger = ledger;
        }

        @GetMapping("/book")
        String book() {
            return ledger.book();
        }

        @GetMapping("/me")
        String me(@AuthenticationPrincipal Jwt jwt) {
            return String.valueOf(jwt.getSubject());
        }

        @PreAuthorize("hasAuthority('SCOPE_a')")
        @GetMapping("/a")
        String a() {
            return "a";
        }
    }

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JwtDecoder decoder;

    private static RequestPostProcessor scope(String scope) {
        return jwt().authorities(new SimpleGrantedAuthority("SCOPE_" + scope));
    }

    private static RequestPostProcessor token(String... scopes) {
        return bushaToken().scopes(scopes);
    }

    @Test
    void acceptsMockedAndRealCallers() throws Exception {
        mvc.perform(get("/me").with(token())).andExpect(content().string("local-user"));
        mvc.perform(get("/me").with(jwt())).andExpect(content().string("user"));
        mvc.perform(get("/me")).andExpect(status().isUnauthorized());
        mvc.perform(get("/nowhere").with(jwt())).andExpect(status().isNotFound());
    }

    @Test
    void enforcesRulesOnBeansBehindEndpoints() throws Exception {
        for (RequestPostProcessor caller : new RequestPostProcessor[] {scope("ledger:write"), token("ledger:write")}) {
            mvc.perform(get("/book").with(caller)).andExpect(content().string("booked"));
        }
        for (RequestPostProcessor caller : new RequestPostProcessor[] {scope("other"), token("other")}) {
            mvc.perform(get("/book").with(caller))
                    .andExpect(status().isForbidden())
                    .andExpect(header().string(
                                    "WWW-Authenticate",
                                    "Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"ledger:write\""));
        }
    }

    @Test
    void enforcesPreAuthorize() throws Exception {
        mvc.perform(get("/a").with(token("a"))).andExpect(status().isOk());
        mvc.perform(get("/a").with(token("b"))).andExpect(status().isForbidden());
    }

    @Test
    void decodesTokensWithVerifier() {
        assertThat(decoder.decode(bushaToken().sign()).getSubject()).isEqualTo("local-user");
    }
}
