package io.busha.resourceserver.it.springkit;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.spring.test.WithBushaToken;
import java.net.URI;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Test tokens over real HTTP, with the clients that Boot provides. The subclass supplies those whose types differ between versions. */
@SpringBootTest(
        classes = WalletApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "server.address=127.0.0.1")
@SuppressWarnings("NullAway.Init")
public abstract class ServerTokens {

    @Autowired
    private WebTestClient client;

    @Value("${local.server.port}")
    private int port;

    /** Sends a request with Boot's TestRestTemplate. */
    protected abstract ResponseEntity<String> exchange(RequestEntity<Void> request);

    /** Returns the URI of this path of the application. */
    protected final URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static void nothing(HttpHeaders headers) {}

    private int byWebTestClient(String path, Consumer<HttpHeaders> headers) {
        return client.get()
                .uri(uri(path))
                .headers(headers)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private int byRestTemplate(String path, Consumer<HttpHeaders> headers) {
        return exchange(RequestEntity.get(uri(path)).headers(headers).build())
                .getStatusCode()
                .value();
    }

    @Test
    void presentsNoTokenByDefault() {
        assertThat(byWebTestClient("/balances", ServerTokens::nothing)).isEqualTo(401);
        assertThat(byRestTemplate("/balances", ServerTokens::nothing)).isEqualTo(401);
    }

    @Test
    @WithBushaToken(scopes = "balances:read")
    void presentsTokenOfMethod() {
        assertThat(byWebTestClient("/balances", ServerTokens::nothing)).isEqualTo(200);
        assertThat(byRestTemplate("/balances", ServerTokens::nothing)).isEqualTo(200);
        assertThat(byWebTestClient("/undeclared", ServerTokens::nothing)).isEqualTo(403);
    }

    @Test
    @WithBushaToken(scopes = "balances:read")
    void keepsCredentialOfRequest() {
        assertThat(byWebTestClient("/balances", bushaToken())).isEqualTo(403);
        assertThat(byRestTemplate("/balances", bushaToken())).isEqualTo(403);
    }

    @Test
    void acceptsTokenOfRequest() {
        Consumer<HttpHeaders> reading = bushaToken().scopes("balances:read");
        assertThat(byWebTestClient("/balances", reading)).isEqualTo(200);
        assertThat(byRestTemplate("/balances", reading)).isEqualTo(200);
        assertThat(byWebTestClient(
                        "/balances", bushaToken().scopes("balances:read").forged()))
                .isEqualTo(401);
    }
}
