package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** The verifier in the words of reactive Spring Security. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReactiveVerifierJwtDecoderTest {

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final LocalIssuer issuer = LocalIssuer.start();
    private final RequestGuard guard = TestTokens.guard(issuer);

    @AfterEach
    void heal() {
        issuer.misbehave(Fault.NONE);
    }

    @AfterAll
    void close() {
        guard.close();
        issuer.close();
    }

    private Jwt decode(String text) {
        return Objects.requireNonNull(
                new ReactiveVerifierJwtDecoder(guard).decode(text).block(AT_MOST));
    }

    @Test
    void decodesValidToken() {
        String text = issuer.accessToken().scopes("balances:read").sign();
        Jwt jwt = decode(text);
        assertThat(jwt.getSubject()).isEqualTo("local-user");
        assertThat(jwt.getTokenValue()).isEqualTo(text);
        assertThat(decode(text).getClaims()).isEqualTo(jwt.getClaims());
    }

    @Test
    void throwsBadJwtExceptionForInvalidToken() {
        String expired = issuer.accessToken().expiresAt(Instant.EPOCH).sign();
        assertThatThrownBy(() -> decode(expired)).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decode("a.b")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decode("a b")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decode("")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void throwsJwtExceptionDuringOutage() {
        String text = issuer.accessToken().sign();
        try (RequestGuard cold = TestTokens.guardWithoutKeys(issuer)) {
            assertThatThrownBy(() ->
                            new ReactiveVerifierJwtDecoder(cold).decode(text).block(AT_MOST))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
    }
}
