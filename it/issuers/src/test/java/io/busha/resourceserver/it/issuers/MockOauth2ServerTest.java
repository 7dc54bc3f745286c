package io.busha.resourceserver.it.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code no.nav.security:mock-oauth2-server}: one of its issuers is trusted, the other is not. */
class MockOauth2ServerTest {

    private static final String ISSUER = "busha";
    private static final MockOAuth2Server SERVER = new MockOAuth2Server();
    private static ProtectedApi api;

    @BeforeAll
    static void start() throws Exception {
        SERVER.start(InetAddress.getLoopbackAddress(), 0);
        api = new ProtectedApi(SERVER.issuerUrl(ISSUER).toString(), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws LifecycleException {
        api.close();
        SERVER.shutdown();
    }

    /** Returns what the trusted issuer signs for a client, with these additional claims. */
    private static String token(
            String issuer, String type, List<String> audience, long seconds, Map<String, ?> claims) {
        SignedJWT token = SERVER.issueToken(
                issuer,
                ProtectedApi.CLIENT,
                new DefaultOAuth2TokenCallback(issuer, "a-user", type, audience, claims, seconds));
        return token.serialize();
    }

    private static String token(Map<String, ?> claims) {
        return token(ISSUER, "JWT", List.of(), 3600, claims);
    }

    private static Map<String, Object> claims(Object scp) {
        return new TreeMap<>(Map.of("scp", scp, "client_id", ProtectedApi.CLIENT));
    }

    private static void assertPasses(String token) {
        var answer = api.call(token);
        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("a-user");
    }

    private static void assertRefused(int status, String code, String token) {
        var answer = api.call(token);
        assertThat(answer.body()).contains("urn:busha:problem:" + code);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void acceptsItsTokens() {
        assertPasses(token(claims(List.of("openid", "balances:read"))));
        assertPasses(token(claims("openid balances:read")));
        assertPasses(token(ISSUER, "at+jwt", List.of(ProtectedApi.CLIENT), 3600, claims("balances:read")));
        assertPasses(token(ISSUER, "JWT", List.of("another", ProtectedApi.CLIENT), 60, claims("balances:read")));
    }

    @Test
    void refusesATokenWithoutTheScope() {
        assertRefused(403, "insufficient-scope", token(claims("balances:write")));
        assertRefused(403, "insufficient-scope", token(claims(List.of())));
    }

    @Test
    void refusesATokenOfItsOtherIssuer() {
        assertRefused(401, "unknown-key", token("other", "JWT", List.of(), 3600, claims("balances:read")));
    }

    @Test
    void refusesATokenThatNamesAnotherIssuer() {
        Map<String, Object> claims = claims("balances:read");
        claims.put("sub", "a-user");
        String forged = SERVER.anyToken(SERVER.issuerUrl(ISSUER).resolve("/other"), claims, Duration.ofHours(1))
                .serialize();
        assertRefused(401, "unknown-key", forged);
    }

    @Test
    void refusesTokensForOtherAudiences() {
        Map<String, Object> ofAnother = claims("balances:read");
        ofAnother.put("client_id", "another-client");
        assertRefused(401, "wrong-client", token(ofAnother));
        assertRefused(401, "wrong-client", token(Map.of("scp", "balances:read")));
        assertRefused(
                401, "wrong-audience", token(ISSUER, "JWT", List.of("another-client"), 3600, claims("balances:read")));
    }

    @Test
    void refusesTokensThatAreNoAccessTokens() {
        Map<String, Object> claims = claims("balances:read");
        claims.put("nonce", "n");
        assertRefused(401, "not-an-access-token", token(claims));
        assertRefused(401, "wrong-type", token(ISSUER, "dpop+jwt", List.of(), 3600, claims("balances:read")));
    }

    @Test
    void refusesAnExpiredToken() {
        assertRefused(401, "expired", token(ISSUER, "JWT", List.of(), -60, claims("balances:read")));
    }

    @Test
    void refusesAModifiedToken() {
        List<String> parts =
                new ArrayList<>(List.of(token(claims("balances:write")).split("\\.", -1)));
        parts.set(1, token(claims("balances:read")).split("\\.", -1)[1]);
        assertRefused(401, "invalid-signature", String.join(".", parts));
    }
}
