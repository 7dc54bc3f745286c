package io.busha.resourceserver.it.springsecurity;

import static io.busha.resourceserver.it.springsecurity.Server.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.testkit.SigningKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The row of the table in docs/migrate-to-busha-spring.md about a token that was presented before, in both columns. */
class TokenCacheMigrationTest {

    /** Counts signature verifications. */
    static final class Verifiers extends DefaultJWSVerifierFactory {
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
            asked.incrementAndGet();
            return super.createJWSVerifier(header, key);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Counted {
        @Bean
        Verifiers verifiers() {
            return new Verifiers();
        }

        @Bean
        JwtDecoder decoder(@Value("${issuer}") String issuer, Verifiers verifiers) {
            return NimbusJwtDecoder.withIssuerLocation(issuer)
                    .jwtProcessorCustomizer(processor -> processor.setJWSVerifierFactory(verifiers))
                    .build();
        }
    }

    @Test
    void verifiesTokenOnEachRequestWithoutLibrary() {
        try (Server server = Server.before(StockWallet.class, Chains.Stock.class, Counted.class)) {
            String bearer = server.bearer();
            for (int seen = 1; seen < 4; seen++) {
                assertThat(server.get("/v1/me", bearer).status()).isEqualTo(200);
                assertThat(server.context().getBean(Verifiers.class).asked).hasValue(seen);
            }
        }
    }

    /** A clock that a test advances. */
    static final class MovedClock extends Clock {
        private volatile Instant now = Instant.now();

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Watched {
        @Bean
        MovedClock clock() {
            return new MovedClock();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        RequestGuard guard(Settings settings, MeterRegistry meters, MovedClock clock) {
            return RequestGuard.builder(settings)
                    .meterRegistry(meters)
                    .clock(clock)
                    .build();
        }
    }

    private static double hits(Server server) {
        return server.context()
                .getBean(MeterRegistry.class)
                .get("busha.tokens.gets")
                .tag("result", "hit")
                .functionCounter()
                .count();
    }

    @Test
    void remembersVerifiedToken() {
        try (Server server = Server.now(AnnotatedWallet.class, Watched.class)) {
            String bearer = server.bearer();
            for (int seen = 0; seen < 3; seen++) {
                assertThat(server.get("/v1/me", bearer).status()).isEqualTo(200);
                assertThat(hits(server)).isEqualTo(seen);
            }
            assertThat(server.get("/v1/balances", bearer).status()).isEqualTo(403);
            assertThat(hits(server)).isEqualTo(3);
        }
    }

    @Test
    void rejectsRememberedTokenOnceExpired() {
        try (Server server = Server.now(AnnotatedWallet.class, Watched.class)) {
            String bearer = server.bearer();
            assertThat(server.get("/v1/me", bearer).status()).isEqualTo(200);
            server.context().getBean(MovedClock.class).advance(Duration.ofMinutes(61));
            assertThat(server.get("/v1/me", bearer).body()).contains("urn:busha:problem:expired");
        }
    }

    @Test
    void rejectsRememberedTokenOnceKeyIsWithdrawn() {
        try (Server server = Server.now(AnnotatedWallet.class, Watched.class)) {
            String bearer = server.bearer();
            assertThat(server.get("/v1/me", bearer).status()).isEqualTo(200);
            SigningKey withdrawn = server.issuer().currentKey();
            server.issuer().rotate();
            server.issuer().withdraw(withdrawn.kid());
            assertThat(server.get("/v1/me", bearer(server.issuer().accessToken()))
                            .status())
                    .isEqualTo(200);
            assertThat(server.get("/v1/me", bearer).body()).contains("urn:busha:problem:unknown-key");
        }
    }
}
