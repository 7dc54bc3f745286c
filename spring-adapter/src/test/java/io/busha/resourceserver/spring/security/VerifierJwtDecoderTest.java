package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifierJwtDecoderTest {

    private final LocalIssuer issuer = LocalIssuer.start();
    private final RequestGuard guard = TestTokens.guard(issuer);
    private final VerifierJwtDecoder decoder = new VerifierJwtDecoder(guard);

    @AfterEach
    void heal() {
        issuer.misbehave(Fault.NONE);
    }

    @AfterAll
    void close() {
        guard.close();
        issuer.close();
    }

    @Test
    void returnsClaimsOfToken() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        TokenMint mint = issuer.accessToken()
                .scopes("balances:read", "openid")
                .claim("jti", "token-7")
                .claim("aud", LocalIssuer.CLIENT_ID)
                .claim("nested", Map.of("a", List.of(1)))
                .claim("nothing", null)
                .issuedAt(now)
                .expiresAt(now.plusSeconds(60))
                .claim("nbf", now.minusSeconds(5).getEpochSecond());
        String text = mint.sign();
        Jwt jwt = decoder.decode(text);
        assertThat(jwt.getTokenValue()).isEqualTo(text);
        assertThat(jwt.getClaimAsString("iss")).isEqualTo(issuer.issuer());
        assertThat(jwt.getSubject()).isEqualTo("local-user");
        assertThat(jwt.getId()).isEqualTo("token-7");
        assertThat(jwt.getAudience()).containsExactly(LocalIssuer.CLIENT_ID);
        assertThat(jwt.getIssuedAt()).isEqualTo(now);
        assertThat(jwt.getNotBefore()).isEqualTo(now.minusSeconds(5));
        assertThat(jwt.getExpiresAt()).isEqualTo(now.plusSeconds(60));
        assertThat(jwt.getClaimAsString("client_id")).isEqualTo(LocalIssuer.CLIENT_ID);
        assertThat(jwt.getClaimAsStringList("scp")).containsExactly("balances:read", "openid");
        assertThat(jwt.<Object>getClaim("nested")).isEqualTo(Map.of("a", List.of(1L)));
        assertThat(jwt.hasClaim("nothing")).isFalse();
    }

    @Test
    void acceptsTokensThatSpringsDecoderRejects() {
        assertThat(decoder.decode(issuer.accessToken().claim("aud", List.of()).sign())
                        .getAudience())
                .isEmpty();
        assertThat(decoder.decode(issuer.accessToken().without("aud").sign()).getAudience())
                .isNull();
        assertThat(decoder.decode(issuer.accessToken().header("typ", "at+jwt").sign())
                        .getSubject())
                .isEqualTo("local-user");
    }

    @Test
    void acceptsTimesThatConstructorOfJwtRejects() {
        for (String iat : List.of("9999999999", "1e300", "9223372036854775808")) {
            Jwt jwt =
                    decoder.decode(issuer.accessToken().claimAsJson("iat", iat).sign());
            assertThat(jwt.getIssuedAt()).isNull();
            assertThat(jwt.hasClaim("iat")).isTrue();
        }
        assertThat(decoder.decode(issuer.accessToken().without("iat").sign()).getIssuedAt())
                .isNull();
        assertThat(decoder.decode(
                                issuer.accessToken().claimAsJson("exp", "1e300").sign())
                        .getExpiresAt())
                .isEqualTo(Instant.MAX);
    }

    @Test
    void throwsBadJwtExceptionWithoutTextOfToken() {
        String token = issuer.idToken().sign();
        for (String bad : List.of(token, token + "x", "a.b.c", "a b", "", "x".repeat(7000))) {
            assertThatThrownBy(() -> decoder.decode(bad))
                    .isInstanceOf(BadJwtException.class)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(token))
                    .hasNoCause();
        }
        assertThatThrownBy(() -> decoder.decode(token)).hasMessage("the token is not an access token");
    }

    @Test
    void throwsJwtExceptionIfNotTheCallersFault() {
        String token = issuer.accessToken().sign();
        try (RequestGuard cold = TestTokens.guardWithoutKeys(issuer)) {
            assertThatThrownBy(() -> new VerifierJwtDecoder(cold).decode(token))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class)
                    .hasMessage("the keys of the issuer are not available");
        }
    }

    @Test
    void distinguishesTokensWithoutTheirText() {
        Jwt one = withoutText(issuer.accessToken().claim("jti", "1"));
        Jwt same = withoutText(issuer.accessToken().claim("jti", "1"));
        Jwt other = withoutText(issuer.accessToken().claim("jti", "2"));
        assertThat(one).isNotEqualTo(other);
        assertThat(one.getTokenValue()).isNotEqualTo(other.getTokenValue()).startsWith("sha256:");
        assertThat(same.getSubject()).isEqualTo(one.getSubject());
    }

    private Jwt withoutText(TokenMint mint) {
        return (Jwt) new JwtCaller(TestTokens.verified(guard, mint)).getPrincipal();
    }
}
