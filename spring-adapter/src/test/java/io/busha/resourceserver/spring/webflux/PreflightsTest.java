package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/** What is open before any filter behind the door has run, each condition for itself. */
class PreflightsTest {

    private static LookupExchange asked(MockServerHttpRequest.BaseBuilder<?> request, boolean allowed) {
        LookupExchange lookup = new LookupExchange(MockServerWebExchange.from(request.header("Origin", "https://a")));
        if (allowed) {
            lookup.getResponse().getHeaders().set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://a");
        }
        return lookup;
    }

    private static MockServerHttpRequest.BaseBuilder<?> preflight() {
        return MockServerHttpRequest.options("/x").header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "GET");
    }

    @Test
    void isOneThatSpringAllowed() {
        assertThat(Preflights.isAnswered(asked(preflight(), true))).isTrue();
        assertThat(Preflights.isAnswered(asked(preflight(), false))).isFalse();
    }

    @Test
    void isNoOtherRequestFromThere() {
        assertThat(Preflights.isAnswered(asked(MockServerHttpRequest.get("/x"), true)))
                .isFalse();
        assertThat(Preflights.isAnswered(asked(MockServerHttpRequest.options("/x"), true)))
                .isFalse();
    }
}
