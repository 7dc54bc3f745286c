package io.busha.resourceserver.it.springkit;

import static io.busha.resourceserver.spring.test.BushaToken.bushaToken;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

/** A MockMvc built by a test without the application's filters. */
@SpringBootTest(classes = WalletApplication.class)
final class HandBuiltMockMvcTest {

    private final MockMvcTester mvc;

    @Autowired
    HandBuiltMockMvcTest(WebApplicationContext context) {
        mvc = MockMvcTester.from(context);
    }

    private int status(String path, RequestPostProcessor with) {
        return mvc.get().uri(path).with(with).exchange().getResponse().getStatus();
    }

    @Test
    void protectsEndpointsWithoutFiltersOfApplication() throws Exception {
        assertThat(status("/balances", request -> request)).isEqualTo(401);
        assertThat(status("/balances", bushaToken().scopes("transfers:write"))).isEqualTo(403);
        assertThat(status("/balances", bushaToken().scopes("balances:read").forged()))
                .isEqualTo(401);
        assertThat(status("/undeclared", bushaToken().scopes("balances:read"))).isEqualTo(403);
        assertThat(mvc.get()
                        .uri("/balances")
                        .with(bushaToken().scopes("balances:read").subject("ada"))
                        .exchange()
                        .getResponse()
                        .getContentAsString())
                .isEqualTo("balances of ada");
    }
}
