package io.busha.resourceserver.it.springsecurity;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.opaqueToken;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.test.WithBushaToken;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

/** A caller that spring-security-test makes has a real token. The subclass asks for a MockMvc with the application's filters. */
@SpringBootTest(classes = {Server.Auto.class, MockCallerTests.Wallet.class})
@SuppressWarnings("NullAway.Init")
public abstract class MockCallerTests {

    @Autowired
    private MockMvc ofBoot;

    @Autowired
    private WebApplicationContext context;

    /** For subclasses. */
    protected MockCallerTests() {}

    @RestController
    static class Wallet {
        @RequireScope("balances:read")
        @GetMapping("/balances")
        String balances(VerifiedToken token) {
            return "balances of " + token.subject();
        }

        @RequireScope("transfers:write")
        @GetMapping("/transfers")
        String transfers() {
            return "transferred";
        }

        @Open
        @GetMapping("/rates")
        String rates(Optional<VerifiedToken> token) {
            return "rates for " + token.map(VerifiedToken::subject).orElse("anonymous");
        }

        @Authenticated
        @GetMapping("/claim")
        String claim(VerifiedToken token) {
            return token.claim("tenant", String.class).orElse("none") + " "
                    + token.claim("level", Integer.class).orElse(0);
        }

        @Authenticated
        @GetMapping("/header")
        String header(HttpServletRequest request) {
            return String.valueOf(request.getHeader("Authorization"));
        }

        @GetMapping("/undeclared")
        String undeclared() {
            return "undeclared";
        }
    }

    private static RequestPostProcessor scope(String scope) {
        return jwt().authorities(new SimpleGrantedAuthority("SCOPE_" + scope));
    }

    /** Returns the body of a 200, otherwise the status. Checks that both kinds of MockMvc give the same answer. */
    private String answer(String path, RequestPostProcessor caller) {
        String answer = answer(MockMvcTester.create(ofBoot), path, caller);
        MockMvc ofSecurity = MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build();
        assertThat(answer(MockMvcTester.create(ofSecurity), path, caller)).isEqualTo(answer);
        return answer;
    }

    private static String answer(MockMvcTester mvc, String path, RequestPostProcessor caller) {
        try {
            MockHttpServletResponse response =
                    mvc.get().uri(path).with(caller).exchange().getResponse();
            return response.getStatus() == 200 ? response.getContentAsString() : "" + response.getStatus();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static MockHttpServletRequest nobody(MockHttpServletRequest request) {
        return request;
    }

    @Test
    void acceptsMockJwtByItsAuthorities() {
        assertThat(answer("/balances", scope("balances:read"))).isEqualTo("balances of user");
        assertThat(answer("/balances", jwt().jwt(token -> token.claim("scope", "balances:read"))))
                .isEqualTo("balances of user");
        assertThat(answer("/balances", scope("other"))).isEqualTo("403");
        assertThat(answer("/undeclared", scope("balances:read"))).isEqualTo("403");
        assertThat(answer("/rates", jwt())).isEqualTo("rates for user");
    }

    @Test
    void keepsTheClaimsOfAMockJwt() {
        assertThat(answer("/claim", jwt().jwt(token -> token.subject("ada")
                        .claim("tenant", "acme")
                        .claim("level", 7)
                        .issuedAt(java.time.Instant.EPOCH))))
                .isEqualTo("acme 7");
    }

    @Test
    void acceptsEveryKindOfMockCaller() {
        assertThat(answer("/balances", opaqueToken().authorities(new SimpleGrantedAuthority("SCOPE_balances:read"))))
                .isEqualTo("balances of user");
        assertThat(answer(
                        "/balances", authentication(new TestingAuthenticationToken("ada", "", "SCOPE_balances:read"))))
                .isEqualTo("balances of ada");
    }

    @Test
    @WithMockUser(username = "ada", authorities = "SCOPE_balances:read")
    void acceptsMockUserOfAnAnnotation() {
        assertThat(answer("/balances", MockCallerTests::nobody)).isEqualTo("balances of ada");
        assertThat(answer("/transfers", MockCallerTests::nobody)).isEqualTo("403");
    }

    @Test
    @WithMockUser(roles = "balances:read")
    void rolesAreNoScopes() {
        assertThat(answer("/balances", MockCallerTests::nobody)).isEqualTo("403");
    }

    @Test
    void rejectsCallersThatAreNotAuthenticated() {
        TestingAuthenticationToken caller = new TestingAuthenticationToken("ada", "", "SCOPE_balances:read");
        caller.setAuthenticated(false);
        assertThat(answer("/balances", authentication(caller))).isEqualTo("401");
        assertThat(answer("/balances", anonymous())).isEqualTo("401");
        assertThat(answer("/balances", MockCallerTests::nobody)).isEqualTo("401");
        assertThat(answer("/rates", MockCallerTests::nobody)).isEqualTo("rates for anonymous");
    }

    @Test
    void prefersTheCredentialOfTheRequest() {
        assertThat(answer("/balances", request -> scope("balances:read")
                        .postProcessRequest(
                                bushaToken().scopes("transfers:write").postProcessRequest(request))))
                .isEqualTo("403");
        assertThat(answer("/balances", request -> {
                    request.addHeader("Authorization", "Bearer a.b.c");
                    return scope("balances:read").postProcessRequest(request);
                }))
                .isEqualTo("401");
    }

    @Test
    @WithBushaToken(scopes = "balances:read", subject = "grace")
    void prefersTheTokenOfTheTest() {
        assertThat(answer(MockMvcTester.create(ofBoot), "/balances", scope("transfers:write")))
                .isEqualTo("balances of grace");
    }

    @Test
    void hidesTheTokenBehindTheDoor() {
        assertThat(answer(MockMvcTester.create(ofBoot), "/header", jwt())).isEqualTo("null");
    }
}
