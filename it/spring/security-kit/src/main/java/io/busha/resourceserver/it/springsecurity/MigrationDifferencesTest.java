package io.busha.resourceserver.it.springsecurity;

import static io.busha.resourceserver.it.springsecurity.Server.STOCK;
import static io.busha.resourceserver.it.springsecurity.Server.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.RawHttp;
import io.busha.resourceserver.testkit.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.util.ClassUtils;

/** The rows of the table in docs/migrate-to-busha-spring.md about tokens and answers, in both columns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationDifferencesTest {

    private Server before;

    /** The application with the library and its previous chain. */
    private Server kept;

    private Server now;

    @BeforeAll
    void start() {
        before = Server.before(StockWallet.class, Chains.Stock.class, Chains.OfMethods.class);
        kept = Server.now(AnnotatedWallet.class, Chains.Stock.class, Chains.OfMethods.class);
        now = Server.now(AnnotatedWallet.class, Chains.OfMethods.class);
    }

    @AfterAll
    void stop() {
        before.close();
        kept.close();
        now.close();
    }

    private static int me(Server server, TokenMint mint) {
        return server.get("/v1/me", bearer(mint)).status();
    }

    private void statusOf(Function<LocalIssuer, TokenMint> token, int then, int today) {
        assertThat(me(before, token.apply(before.issuer()))).isEqualTo(then);
        assertThat(me(kept, token.apply(kept.issuer()))).isEqualTo(today);
        assertThat(me(now, token.apply(now.issuer()))).isEqualTo(today);
    }

    @Configuration(proxyBeanMethods = false)
    static class Permissive {
        @Bean
        SecurityFilterChain api(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/v1/me")
                            .authenticated()
                            .requestMatchers("/error")
                            .permitAll()
                            .anyRequest()
                            .permitAll())
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .oauth2ResourceServer(server -> server.jwt(withDefaults()))
                    .build();
        }
    }

    @Test
    void closesEndpointsWithoutDeclaration() {
        assertThat(before.get("/v1/forgotten").status()).isEqualTo(401);
        assertThat(before.get("/v1/forgotten", before.bearer()).status()).isEqualTo(200);
        try (Server permissive = Server.before(StockWallet.class, Permissive.class)) {
            assertThat(permissive.get("/v1/forgotten").status()).isEqualTo(200);
        }
        assertThat(now.get("/v1/forgotten", now.bearer("balances:read", "transfers:write"))
                        .status())
                .isEqualTo(403);
    }

    /** Compares servers without keys. With keys, both keep using them. */
    @Test
    void answers503WithoutKeys() {
        try (Server cold = Server.before(Fault.STATUS_500, StockWallet.class, Chains.Stock.class)) {
            assertThat(me(cold, cold.issuer().accessToken())).isEqualTo(401);
        }
        try (Server cold = Server.before(Fault.STATUS_500, StockWallet.class, Permissive.class)) {
            assertThat(me(cold, cold.issuer().accessToken())).isEqualTo(500);
        }
        try (Server cold = Server.now(Fault.STATUS_500, AnnotatedWallet.class)) {
            RawHttp.Response answer = cold.get("/v1/me", cold.bearer());
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).containsOnlyDigits();
        }
    }

    @Test
    void namesMissingScope() {
        RawHttp.Response then = before.get("/v1/balances", before.bearer("other"));
        assertThat(then.status()).isEqualTo(403);
        assertThat(then.header("WWW-Authenticate"))
                .contains("insufficient_scope")
                .doesNotContain("balances:read");
        RawHttp.Response today = now.get("/v1/balances", now.bearer("other"));
        assertThat(today.status()).isEqualTo(403);
        assertThat(today.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"busha\", error=\"insufficient_scope\", scope=\"balances:read\"");
    }

    @Test
    void setsNoCookieWithoutToken() {
        RawHttp.Response then = before.get("/v1/me");
        assertThat(then.status()).isEqualTo(401);
        assertThat(then.headers("Set-Cookie")).singleElement().asString().startsWith("JSESSIONID");
        try (Server stateless = Server.before(StockWallet.class, Permissive.class)) {
            RawHttp.Response answer = stateless.get("/v1/me");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers("Set-Cookie")).isEmpty();
        }
        for (Server server : List.of(kept, now)) {
            RawHttp.Response today = server.get("/v1/me");
            assertThat(today.status()).isEqualTo(401);
            assertThat(today.headers("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void distinguishesMalformedCredentialsFromInvalidTokens() {
        assertThat(before.get("/v1/me", "Authorization: Bearer a b").status()).isEqualTo(401);
        assertThat(kept.get("/v1/me", "Authorization: Bearer a b").status()).isEqualTo(400);
        assertThat(now.get("/v1/me", "Authorization: Bearer a b").status()).isEqualTo(400);
    }

    @Test
    void explainsDenials() {
        for (String header : List.of("X-None: x", "Authorization: Bearer a.b.c", before.bearer("other"))) {
            RawHttp.Response then = before.get("/v1/balances", header);
            assertThat(then.status()).isIn(401, 403);
            assertThat(then.body()).isEmpty();
        }
        for (String header : List.of("X-None: x", "Authorization: Bearer a.b.c", now.bearer("other"))) {
            RawHttp.Response today = now.get("/v1/balances", header);
            assertThat(today.headers("Content-Type")).containsExactly("application/problem+json");
            assertThat(today.body()).startsWith("{\"type\":\"urn:busha:problem:");
        }
    }

    @Test
    void rejectsInvalidTokensOnOpenEndpoints() {
        assertThat(before.get("/v1/rates", "Authorization: Bearer a.b.c").status())
                .isEqualTo(401);
        assertThat(kept.get("/v1/rates", "Authorization: Bearer a.b.c").status())
                .isEqualTo(401);
        assertThat(now.get("/v1/rates", "Authorization: Bearer a.b.c").status()).isEqualTo(401);
    }

    @Test
    void acceptsTokensWithoutAudience() {
        Function<LocalIssuer, TokenMint> ours =
                issuer -> issuer.accessToken().audience("another", LocalIssuer.CLIENT_ID);
        Function<LocalIssuer, TokenMint> absent = issuer -> issuer.accessToken().without("aud");
        Function<LocalIssuer, TokenMint> empty = issuer -> issuer.accessToken().claim("aud", List.of());
        Function<LocalIssuer, TokenMint> others = issuer -> issuer.accessToken().audience("another");
        statusOf(ours, 200, 200);
        statusOf(absent, 200, 200);
        statusOf(empty, 200, 200);
        statusOf(others, 200, 401);
        try (Server strict = Server.before(
                List.of(STOCK + "audiences=" + LocalIssuer.CLIENT_ID), StockWallet.class, Chains.Stock.class)) {
            assertThat(me(strict, ours.apply(strict.issuer()))).isEqualTo(200);
            assertThat(me(strict, absent.apply(strict.issuer()))).isEqualTo(401);
            assertThat(me(strict, empty.apply(strict.issuer()))).isEqualTo(401);
            assertThat(me(strict, others.apply(strict.issuer()))).isEqualTo(401);
        }
    }

    @Test
    void acceptsAccessTokenType() {
        statusOf(issuer -> issuer.accessToken().header("typ", "at+jwt"), 401, 200);
    }

    @Test
    void rejectsIdTokens() {
        statusOf(LocalIssuer::idToken, 200, 401);
    }

    @Test
    void rejectsTokensOfOtherClients() {
        statusOf(issuer -> issuer.accessToken().clientId("another"), 200, 401);
    }

    private static TokenMint expiredFor(LocalIssuer issuer, int seconds) {
        return issuer.accessToken()
                .issuedAt(Instant.now().minus(Duration.ofHours(1)).minusSeconds(seconds));
    }

    @Test
    void grantsHalfTheClockSkew() {
        Function<LocalIssuer, TokenMint> justExpired = issuer -> expiredFor(issuer, 5);
        Function<LocalIssuer, TokenMint> expired = issuer -> expiredFor(issuer, 31);
        Function<LocalIssuer, TokenMint> longExpired = issuer -> expiredFor(issuer, 61);
        statusOf(justExpired, 200, 200);
        statusOf(expired, 200, 401);
        statusOf(longExpired, 401, 401);
        try (Server lenient = Server.now(List.of("busha.clock-skew=60s"), AnnotatedWallet.class)) {
            assertThat(me(lenient, expired.apply(lenient.issuer()))).isEqualTo(200);
        }
    }

    @Test
    void hidesTokenText() {
        for (Server server : List.of(before, kept)) {
            String token = server.issuer().accessToken().sign();
            assertThat(server.get("/v1/value", "Authorization: Bearer " + token).body())
                    .isEqualTo(token);
        }
        assertThat(now.get("/v1/value", now.bearer()).body()).startsWith("sha256:");
    }

    @Test
    void treatsScopesAsRoles() {
        for (Server server : List.of(before, kept)) {
            assertThat(server.get("/v1/role", server.bearer("balances:read")).body())
                    .isEqualTo("false");
        }
        assertThat(now.get("/v1/role", now.bearer("balances:read")).body()).isEqualTo("true");
        assertThat(now.get("/v1/role", now.bearer("other")).body()).isEqualTo("false");
    }

    /** Since version 7, Spring Security's resource server adds an authority for the authentication factor. */
    @Test
    void grantsNoFactorAuthority() {
        boolean factors =
                ClassUtils.isPresent("org.springframework.security.core.authority.FactorGrantedAuthority", null);
        for (Server server : List.of(before, kept)) {
            assertThat(server.get("/v1/authorities", server.bearer("a")).body())
                    .isEqualTo(factors ? "[FACTOR_BEARER, SCOPE_a]" : "[SCOPE_a]");
        }
        assertThat(now.get("/v1/authorities", now.bearer("a")).body()).isEqualTo("[SCOPE_a]");
    }
}
