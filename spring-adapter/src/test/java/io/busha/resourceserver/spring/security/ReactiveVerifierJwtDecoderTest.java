package io.busha.resourceserver.spring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.testkit.Fault;
import io.busha.resourceserver.testkit.LocalIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/** The verifier in the words of reactive Spring Security. */
class ReactiveVerifierJwtDecoderTest {

    private final LocalIssuer issuer = LocalIssuer.start();
    private final RequestGuard guard = RequestGuard.of(
            Settings.from(Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "key-wait", "1s")));

    @AfterEach
    void close() {
        guard.close();
        issuer.close();
    }

    private Jwt decode(String text) {
        return Objects.requireNonNull(
                new ReactiveVerifierJwtDecoder(guard).decode(text).block(Duration.ofSeconds(10)));
    }

    @Test
    void decodesAGoodToken() {
        String text = issuer.accessToken().scopes("balances:read").sign();
        Jwt jwt = decode(text);
        assertThat(jwt.getSubject()).isEqualTo("local-user");
        assertThat(jwt.getTokenValue()).isEqualTo(text);
        assertThat(decode(text).getClaims()).isEqualTo(jwt.getClaims());
    }

    @Test
    void refusesABadTokenAsTheCallersFault() {
        String expired = issuer.accessToken().expiresAt(Instant.EPOCH).sign();
        assertThatThrownBy(() -> decode(expired)).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decode("a.b")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decode("a b")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decode("")).isInstanceOf(BadJwtException.class);
    }

    @Test
    void tellsAnOutageFromABadToken() {
        issuer.misbehave(Fault.STATUS_500);
        try (RequestGuard cold = RequestGuard.of(Settings.from(
                Map.of("issuer", issuer.issuer(), "client-id", LocalIssuer.CLIENT_ID, "key-wait", "1s")))) {
            String text = issuer.accessToken().sign();
            assertThatThrownBy(() ->
                            new ReactiveVerifierJwtDecoder(cold).decode(text).block(Duration.ofSeconds(10)))
                    .isInstanceOf(JwtException.class)
                    .isNotInstanceOf(BadJwtException.class);
        }
    }
}
