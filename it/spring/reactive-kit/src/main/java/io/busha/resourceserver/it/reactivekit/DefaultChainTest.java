package io.busha.resourceserver.it.reactivekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** The auto-configured chain of reactive Spring Security over HTTP, and the actuator behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class DefaultChainTest {

    private final LocalIssuer issuer = LocalIssuer.start();
    private Server server;

    @BeforeAll
    void start() {
        server = Server.start(
                issuer,
                List.of(),
                "management.endpoints.web.exposure.include=busha",
                "busha.routes=GET /actuator/busha ops:read");
    }

    @AfterAll
    void stop() {
        server.close();
        issuer.close();
    }

    private String bearer(String... scopes) {
        return "Authorization: Bearer " + issuer.accessToken().scopes(scopes).sign();
    }

    private static void assertDenied(RawHttp.Response answer, int status, String problem) {
        assertThat(answer.status()).as(answer.head()).isEqualTo(status);
        assertThat(answer.headers("Content-Type")).containsExactly("application/problem+json");
        assertThat(answer.headers("Set-Cookie")).isEmpty();
        assertThat(answer.body()).startsWith("{\"type\":\"urn:busha:problem:" + problem + "\"");
    }

    /** Boot 4.1 adds a chain that requires a token everywhere, and the first matching chain applies. */
    @Test
    void runsBeforeEveryOtherChain() {
        assertThat(server.context()
                        .getBeanProvider(SecurityWebFilterChain.class)
                        .orderedStream())
                .first()
                .isSameAs(server.context().getBean("bushaSecurityWebFilterChain"));
    }

    @Test
    void acceptsTokenWithRequiredScope() {
        RawHttp.Response answer = server.get("/balances", bearer("balances:read"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("balances of local-user");
        assertThat(answer.headers("Set-Cookie")).isEmpty();
        assertThat(server.get("/rates").status()).isEqualTo(200);
    }

    @Test
    void answersDenialsOfGuard() {
        assertDenied(server.get("/balances"), 401, "no-credentials");
        assertDenied(server.get("/balances", "Authorization: Bearer a.b"), 401, "malformed-token");
        assertDenied(server.get("/balances", "Authorization: Basic dXNlcjpwYXNz"), 401, "no-credentials");
        assertDenied(server.get("/balances", bearer("other")), 403, "insufficient-scope");
        assertDenied(server.get("/undeclared", bearer("balances:read")), 403, "endpoint-closed");
        assertDenied(server.get("/login"), 403, "endpoint-closed");
    }

    @Test
    void answersUnavailableWithoutKeys() {
        try (LocalIssuer down = LocalIssuer.start()) {
            down.misbehave(Fault.STATUS_500);
            try (Server without = Server.start(down, List.of())) {
                String token = "Authorization: Bearer "
                        + down.accessToken().scopes("balances:read").sign();
                RawHttp.Response answer = without.get("/balances", token);
                assertDenied(answer, 503, "keys-unavailable");
                assertThat(answer.header("Retry-After")).isNotBlank();
                assertThat(without.get("/balances").status()).isEqualTo(401);
            }
        }
    }

    @Test
    void enforcesPreAuthorize() {
        assertThat(server.get("/transfers", bearer("transfers:write")).body()).isEqualTo("transfers");
        assertDenied(server.get("/transfers", bearer("balances:read")), 403, "insufficient-scope");
        assertDenied(server.get("/transfers"), 401, "no-credentials");
    }

    @Test
    void providesJwtOfCaller() {
        assertThat(server.get("/jwt", bearer()).body()).isEqualTo("jwt of local-user");
        ReactiveJwtDecoder decoder = server.context().getBean(ReactiveJwtDecoder.class);
        assertThat(Objects.requireNonNull(
                                decoder.decode(issuer.accessToken().sign()).block())
                        .getSubject())
                .isEqualTo("local-user");
    }

    @Test
    void showsEndpointTableInActuator() {
        assertDenied(server.get("/actuator/busha"), 401, "no-credentials");
        assertThat(server.get("/actuator/busha", bearer("ops:read")).body())
                .contains("\"path\":\"/balances\"", "\"requires\":\"balances:read\"", "/undeclared");
    }
}
