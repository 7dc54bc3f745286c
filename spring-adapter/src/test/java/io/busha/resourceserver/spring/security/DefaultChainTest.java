package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.testkit.RawHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The chain of an application that defines none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class DefaultChainTest {

    private SecuredServer server;

    @BeforeAll
    void start(CapturedOutput output) {
        server = SecuredServer.with(Wallet.class);
        assertThat(output).contains("Started ").doesNotContain("generated security password");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static void isDenial(RawHttp.Response answer, int status, String problem) {
        assertThat(answer.status()).as(answer.head()).isEqualTo(status);
        assertThat(answer.headers("Content-Type")).containsExactly("application/problem+json");
        assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers("Set-Cookie")).isEmpty();
        assertThat(answer.body()).startsWith("{\"type\":\"urn:busha:problem:" + problem + "\"");
    }

    @Test
    void admitsCallerWithScope() {
        RawHttp.Response answer = server.get("/balances", server.bearer("balances:read"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("balances");
        assertThat(answer.headers("Set-Cookie")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void sendsDenialsOfTheGuard() {
        isDenial(server.get("/balances"), 401, "no-credentials");
        isDenial(server.get("/balances", "Authorization: Bearer a.b"), 401, "malformed-token");
        isDenial(server.get("/balances", "Authorization: Bearer a b"), 400, "malformed-credentials");
        isDenial(server.get("/undeclared", server.bearer()), 403, "endpoint-closed");
        RawHttp.Response lacking = server.get("/balances", server.bearer("transfers:write"));
        isDenial(lacking, 403, "insufficient-scope");
        assertThat(lacking.headers("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"balances:read\"");
    }

    @Test
    void answers503WithoutKeys() {
        try (SecuredServer cutOff = SecuredServer.withoutKeys(Wallet.class)) {
            isDenial(cutOff.get("/balances", cutOff.bearer("balances:read")), 503, "keys-unavailable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/logout", "/error", "/", "/nowhere"})
    void servesNoPagesOfSpringSecurity(String path) {
        isDenial(server.get(path), 403, "endpoint-closed");
        isDenial(server.get(path, "Authorization: Basic dXNlcjpwYXNzd29yZA=="), 403, "endpoint-closed");
    }

    @Test
    void showsCallerLikeSpringSecurity() {
        assertThat(server.get("/jwt", server.bearer()).body()).isEqualTo("local-user local-client true");
        assertThat(server.get("/authorities", server.bearer("balances:read", "openid"))
                        .body())
                .isEqualTo("local-user [SCOPE_balances:read, SCOPE_openid] true true false local-user true");
        assertThat(server.get("/rates", server.bearer()).body()).isEqualTo("local-user");
        assertThat(server.get("/rates").body()).isEqualTo("anonymous");
    }

    @Test
    void hidesTextOfToken() {
        String token = server.issuer().accessToken().sign();
        String other = server.issuer().accessToken().subject("another").sign();
        String value = server.get("/value", "Authorization: Bearer " + token).body();
        assertThat(value).startsWith("sha256:");
        assertThat(value)
                .isEqualTo(
                        server.get("/value", "Authorization: Bearer " + token).body());
        assertThat(value)
                .isNotEqualTo(
                        server.get("/value", "Authorization: Bearer " + other).body());
        String shown = server.get("/caller", "Authorization: Bearer " + token).body();
        assertThat(shown).isEqualTo("JwtCaller[hidden]");
        for (String part : token.split("\\.")) {
            assertThat(value + shown).doesNotContain(part);
        }
    }

    @Test
    void forgetsCallerAfterRequest() {
        for (int i = 0; i < 20; i++) {
            assertThat(server.get("/caller", server.bearer()).body()).startsWith("JwtCaller");
            assertThat(server.get("/caller").body()).doesNotContain("JwtCaller");
        }
    }

    @Test
    void obeysPreAuthorize() {
        assertThat(server.get("/transfers", server.bearer("transfers:write")).body())
                .isEqualTo("transfers");
        RawHttp.Response lacking = server.get("/transfers", server.bearer("balances:read"));
        isDenial(lacking, 403, "insufficient-scope");
        assertThat(lacking.headers("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"busha\", error=\"insufficient_scope\"");
        assertThat(server.get("/somebody", server.bearer()).body()).isEqualTo("somebody");
        isDenial(server.get("/somebody"), 401, "no-credentials");
    }

    @Test
    void keepsCallerOnOtherThreads() {
        assertThat(server.get("/callable", server.bearer()).body()).isEqualTo("local-user");
        assertThat(server.get("/late", server.bearer()).body()).isEqualTo("local-user");
    }

    @Test
    void leavesErrorsOfAdmittedRequestToApplication() {
        RawHttp.Response missing = server.get("/missing", server.bearer());
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("\"path\":\"/missing\"");
        RawHttp.Response broken = server.get("/broken", server.bearer());
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.body()).contains("\"path\":\"/broken\"");
    }

    @Test
    void keepsFirewallOfSpringSecurity() {
        for (String odd : List.of("/balances;x=1", "//balances", "/x/%2e%2e/balances")) {
            RawHttp.Response answer = server.get(odd, server.bearer("balances:read"));
            assertThat(answer.status()).as(odd).isEqualTo(400);
        }
        for (String other : List.of("/balances%0a", "/balances/")) {
            assertThat(server.get(other, server.bearer("balances:read")).status())
                    .as(other)
                    .isEqualTo(404);
        }
    }

    @Test
    void verifiesEachRequestOnce() {
        MeterRegistry meters = server.context().getBean(MeterRegistry.class);
        double before = meters.get("busha.token.validation").functionTimer().count();
        server.get("/balances", server.bearer("balances:read"));
        assertThat(meters.get("busha.token.validation").functionTimer().count()).isEqualTo(before + 1);
    }
}
