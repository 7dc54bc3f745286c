package io.busha.resourceserver.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;

/** A permit is good for what it was given for: route lines may say something else of every other method and path. */
class KeptPermitTest {

    private static final Optional<Rule> DECLARED = Optional.of(Rule.open());

    private final ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/a"));

    private static WebFluxGuardedRequest request(String method, String path, String rawPath, Optional<Rule> declared) {
        return new WebFluxGuardedRequest(method, path, rawPath, List.of(), Endpoint.declaring(declared));
    }

    private Optional<Permit> kept(String method, String path, String rawPath, Optional<Rule> declared) {
        return KeptPermit.of(exchange, request(method, path, rawPath, declared));
    }

    @Test
    void isGoodForNoOtherTarget() {
        try (RequestGuard guard =
                RequestGuard.of(Settings.from(Map.of("issuer", "http://127.0.0.1:1", "client-id", "wallet")))) {
            Permit permit = (Permit) guard.decide(List.of(), Rule.open());
            KeptPermit.keep(exchange, request("GET", "/a", "/a", DECLARED), permit);
            assertThat(kept("GET", "/a", "/a", DECLARED)).contains(permit);
            assertThat(kept("DELETE", "/a", "/a", DECLARED)).isEmpty();
            assertThat(kept("GET", "/b", "/a", DECLARED)).isEmpty();
            assertThat(kept("GET", "/a", "/%61", DECLARED)).isEmpty();
            assertThat(kept("GET", "/a", "/a", Optional.empty())).isEmpty();
        }
    }

    @Test
    void isNotThereBeforeItWasGiven() {
        assertThat(kept("GET", "/a", "/a", DECLARED)).isEmpty();
    }
}
