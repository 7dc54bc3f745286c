package com.example.wallet;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An application with one dependency, one property and one annotation. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class WalletTest {

    @LocalServerPort
    private int port;

    @Test
    void acceptsTokenWithRequiredScope() throws Exception {
        assertThat(Http.get(port, "/balances", bushaToken().scopes("balances:read").sign()).body())
                .isEqualTo("balances");
    }

    @Test
    void rejectsEveryOtherCredential() throws Exception {
        assertThat(Http.get(port, "/balances").statusCode()).isEqualTo(401);
        assertThat(Http.status(port, "/balances", bushaToken().scopes("transfers:write"))).isEqualTo(403);
        assertThat(Http.status(port, "/balances", bushaToken().scopes("balances:read").forged())).isEqualTo(401);
        assertThat(Http.status(port, "/balances", bushaToken().scopes("balances:read").expired())).isEqualTo(401);
    }

    @Test
    void closesEndpointsWithoutDeclaration() throws Exception {
        assertThat(Http.get(port, "/forgotten").statusCode()).isEqualTo(403);
        assertThat(Http.status(port, "/forgotten", bushaToken().scopes("balances:read"))).isEqualTo(403);
        assertThat(Http.get(port, "/nowhere").statusCode()).isEqualTo(403);
        assertThat(Http.status(port, "/nowhere", bushaToken().scopes("balances:read"))).isEqualTo(404);
    }
}
