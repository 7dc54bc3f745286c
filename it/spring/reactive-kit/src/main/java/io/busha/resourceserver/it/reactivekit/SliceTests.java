package io.busha.resourceserver.it.reactivekit;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockJwt;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.mockUser;

import io.busha.resourceserver.spring.test.WithBushaToken;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;

/** A slice of the application with its controllers; the subclass has the annotation of its Boot version. */
@ContextConfiguration(classes = WalletApplication.class)
@SuppressWarnings("NullAway.Init")
public abstract class SliceTests {

    @Autowired
    private WebTestClient client;

    private static int status(WebTestClient client, String path, Consumer<HttpHeaders> headers) {
        return client.get()
                .uri(path)
                .headers(headers)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private int status(String path, Consumer<HttpHeaders> headers) {
        return status(client, path, headers);
    }

    private int status(String path) {
        return status(path, headers -> {});
    }

    @Test
    void protectsSliceLikeWholeApplication() {
        assertThat(status("/rates")).isEqualTo(200);
        assertThat(status("/balances")).isEqualTo(401);
        assertThat(status("/balances", bushaToken().scopes("transfers:write"))).isEqualTo(403);
        assertThat(status("/balances", bushaToken().scopes("balances:read").forged()))
                .isEqualTo(401);
        assertThat(status("/undeclared", bushaToken())).isEqualTo(403);
    }

    @Test
    @WithBushaToken(scopes = "balances:read")
    void presentsTokenOfMethod() {
        assertThat(status("/balances")).isEqualTo(200);
        assertThat(status("/jwt")).isEqualTo(200);
        assertThat(status("/undeclared")).isEqualTo(403);
        assertThat(status("/transfers")).isEqualTo(403);
    }

    @Test
    @WithBushaToken(scopes = "transfers:write")
    void enforcesPreAuthorize() {
        assertThat(status("/transfers")).isEqualTo(200);
    }

    @Test
    void acceptsMockCallersByTheirAuthorities() {
        SimpleGrantedAuthority scope = new SimpleGrantedAuthority("SCOPE_balances:read");
        for (WebTestClientConfigurer caller :
                List.of(mockJwt().authorities(scope), mockUser().authorities(scope))) {
            WebTestClient mocked = client.mutateWith(caller);
            assertThat(status(mocked, "/balances", headers -> {})).isEqualTo(200);
            assertThat(status(mocked, "/balances", bushaToken().scopes("transfers:write")))
                    .isEqualTo(403);
            assertThat(status(mocked, "/rates", headers -> {})).isEqualTo(200);
            assertThat(status(mocked, "/undeclared", headers -> {})).isEqualTo(403);
        }
        assertThat(status(client.mutateWith(mockJwt()), "/balances", headers -> {}))
                .isEqualTo(403);
    }

    @Test
    @WithMockUser(authorities = "SCOPE_balances:read")
    void acceptsMockUserOfAnAnnotation() {
        assertThat(status("/balances")).isEqualTo(200);
        assertThat(status("/transfers")).isEqualTo(403);
    }
}
