package io.busha.resourceserver.it.springkit.boot41;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.springkit.ServerTokens;
import io.busha.resourceserver.spring.test.WithBushaToken;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.RequestEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.client.RestTestClient;

@AutoConfigureTestRestTemplate
@AutoConfigureRestTestClient
@AutoConfigureWebTestClient
class ServerTokensTest extends ServerTokens {

    @Autowired
    private TestRestTemplate template;

    @Autowired
    private RestTestClient client;

    @Override
    protected ResponseEntity<String> exchange(RequestEntity<Void> request) {
        return template.exchange(request, String.class);
    }

    @Test
    @WithBushaToken(scopes = "balances:read")
    void presentsTokenWithRestTestClient() {
        assertThat(status("/balances")).isEqualTo(200);
        assertThat(status("/undeclared")).isEqualTo(403);
    }

    @Test
    void presentsNoTokenWithRestTestClientByDefault() {
        assertThat(status("/balances")).isEqualTo(401);
    }

    private int status(String path) {
        return client.get()
                .uri(uri(path))
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }
}
