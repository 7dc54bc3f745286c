package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** Handler mappings may look at a denied request, and read nothing of it. */
class LookupExchangeTest {

    private final LookupExchange lookup = new LookupExchange(
            MockServerWebExchange.from(MockServerHttpRequest.post("/a").body("secret")));

    @Test
    void givesNoAccessToBody() {
        assertThatIllegalStateException()
                .isThrownBy(() -> lookup.getRequest().getBody().blockFirst());
        assertThatIllegalStateException().isThrownBy(() -> lookup.getFormData().block());
        assertThatIllegalStateException()
                .isThrownBy(() -> lookup.getMultipartData().block());
    }
}
