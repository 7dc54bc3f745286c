package io.busha.resourceserver.servlet.spi;

import static io.busha.resourceserver.servlet.spi.FakeRequest.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.LocalIssuerExtension;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalIssuerExtension.class)
class AuthenticatedRequestTest {

    private final Door door;
    private final FakeRequest sent;

    AuthenticatedRequestTest(LocalIssuer issuer) throws Exception {
        door = Door.of(new ResourceServerFilter(Door.guard(issuer)), Servlets.application());
        sent = get("/me")
                .to("Me")
                .bearer(issuer.accessToken().subject("ada").scopes("balances:read", "transfers:write"));
    }

    @BeforeEach
    void sendRequest() throws Exception {
        door.send(sent);
    }

    private HttpServletRequest arrived() {
        return door.arrived().get(0);
    }

    @Test
    void userIsTheSubjectOfTheToken() {
        assertThat(arrived().getRemoteUser()).isEqualTo("ada");
        assertThat(arrived().getUserPrincipal().getName()).isEqualTo("ada");
    }

    @Test
    void principalIsTheToken() {
        assertThat(ResourceServerFilter.token(sent.request()))
                .containsSame((VerifiedToken) arrived().getUserPrincipal());
    }

    @Test
    void rolesAreTheScopesOfTheToken() {
        assertThat(arrived().isUserInRole("balances:read")).isTrue();
        assertThat(arrived().isUserInRole("transfers:write")).isTrue();
        assertThat(arrived().isUserInRole("transfers:read")).isFalse();
        assertThat(arrived().isUserInRole("balances:read transfers:write")).isFalse();
    }

    @Test
    void authenticationTypeIsBearer() {
        assertThat(arrived().getAuthType()).isEqualTo("BEARER");
    }

    @Test
    void keepsMethodAndUriOfTheRequest() {
        assertThat(arrived().getMethod()).isEqualTo("GET");
        assertThat(arrived().getRequestURI()).isEqualTo("/me");
    }
}
