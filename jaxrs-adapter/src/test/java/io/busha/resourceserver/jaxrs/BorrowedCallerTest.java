package io.busha.resourceserver.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.security.Principal;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A caller set by an earlier filter counts only with a token that is valid for this guard. */
@ExtendWith(LocalIssuerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BorrowedCallerTest {

    private final LocalIssuer issuer;
    private final RequestGuard guard;
    private final ApplicationGuard door;

    BorrowedCallerTest(LocalIssuer issuer) {
        this.issuer = issuer;
        guard = TestGuards.of(issuer);
        door = ApplicationGuard.given(guard);
    }

    @AfterAll
    void end() {
        guard.close();
    }

    /** A principal that has every role. */
    private record Borrowed(Principal principal) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(String role) {
            return true;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getAuthenticationScheme() {
            return SecurityContext.FORM_AUTH;
        }
    }

    private ContainerRequest filtered(Principal before, String... authorization) {
        URI base = URI.create("http://127.0.0.1/");
        ContainerRequest request = new ContainerRequest(
                base, base.resolve("x"), "GET", new Borrowed(before), new MapPropertiesDelegate(), null);
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        Configuration whole = new ResourceConfig().register(new AuthorizationFilter(door, new ResourceRules()));
        new AuthenticationFilter(door, nothing(), whole).filter(request);
        return request;
    }

    private static Lifecycle nothing() {
        return new Lifecycle() {
            @Override
            public void started() {}

            @Override
            public void ended() {}
        };
    }

    private Caller callerOf(Principal before, String... authorization) {
        return Passage.of(filtered(before, authorization), door).orElseThrow().caller();
    }

    private VerifiedToken verified(RequestGuard by, String clientId) {
        String text = issuer.accessToken().clientId(clientId).scopes("a:read").sign();
        return (VerifiedToken) by.verify(text);
    }

    @Test
    void isAnonymousIfThePrincipalIsNoToken() {
        assertThat(callerOf(() -> "admin").token()).isEmpty();
    }

    @Test
    void isAnonymousIfTheTokenIsForAnotherClient() {
        try (RequestGuard other = TestGuards.of(issuer, "another")) {
            assertThat(callerOf(verified(other, "another")).token()).isEmpty();
        }
    }

    @Test
    void isTheCallerThatTheServletFilterVerified() {
        VerifiedToken token = verified(guard, LocalIssuer.CLIENT_ID);
        assertThat(callerOf(token).token()).contains(token);
    }

    @Test
    void isTheCallerOfTheHeaderIfThePrincipalIsNoToken() {
        String text = issuer.accessToken().subject("user").sign();
        assertThat(callerOf(() -> "admin", "Bearer " + text).token())
                .map(VerifiedToken::subject)
                .contains("user");
    }

    /** Behind the door a role is a scope of the token, regardless of earlier roles. */
    @Test
    void losesRolesFromTheContainer() {
        SecurityContext behind =
                filtered(verified(guard, LocalIssuer.CLIENT_ID)).getSecurityContext();
        assertThat(behind.isUserInRole("a:read")).isTrue();
        assertThat(behind.isUserInRole("admin")).isFalse();
        assertThat(behind.getAuthenticationScheme()).isEqualTo("BEARER");
        assertThat(behind.isSecure()).isTrue();
    }
}
