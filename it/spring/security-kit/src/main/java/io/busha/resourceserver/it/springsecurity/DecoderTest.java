package io.busha.resourceserver.it.springsecurity;

import static io.busha.resourceserver.it.springsecurity.Server.bearer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.TokenMint;
import io.busha.resourceserver.token.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** An application that brings a decoder with validators, as described in docs/migrate-to-busha-spring.md. */
class DecoderTest {

    /** The decoder in that page. */
    @Configuration(proxyBeanMethods = false)
    static class OfThePage {
        @Bean
        JwtDecoder decoder(@Value("${issuer}") String issuer) {
            return decodes(issuer, List.of());
        }
    }

    /** A decoder that rejects more than the door. */
    @Configuration(proxyBeanMethods = false)
    static class Stricter {
        @Bean
        JwtDecoder decoder(@Value("${issuer}") String issuer) {
            return decodes(issuer, List.of(new JwtClaimValidator<String>("tier", "gold"::equals)));
        }
    }

    private static JwtDecoder decodes(String issuer, List<OAuth2TokenValidator<Jwt>> more) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(Duration.ofSeconds(30)),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<String>("client_id", LocalIssuer.CLIENT_ID::equals),
                new DelegatingOAuth2TokenValidator<>(more)));
        return decoder;
    }

    private static TokenMint expired(LocalIssuer issuer) {
        return issuer.accessToken()
                .issuedAt(Instant.now().minus(Duration.ofHours(1)).minusSeconds(31));
    }

    private static int me(Server server, TokenMint mint) {
        return server.get("/v1/me", bearer(mint)).status();
    }

    private static void assertInvalidTokensRejected(Server server) {
        assertThat(me(server, server.issuer().accessToken())).isEqualTo(200);
        assertThat(me(server, server.issuer().accessToken().clientId("another")))
                .isEqualTo(401);
        assertThat(me(server, server.issuer().accessToken().claim("iss", "https://elsewhere.example")))
                .isEqualTo(401);
        assertThat(me(server, expired(server.issuer()))).isEqualTo(401);
    }

    @Test
    void rejectsWithoutDecoderWhatDocumentedDecoderRejects() {
        try (Server before = Server.before(StockWallet.class, Chains.Stock.class, OfThePage.class);
                Server now = Server.now(AnnotatedWallet.class)) {
            assertInvalidTokensRejected(before);
            assertInvalidTokensRejected(now);
        }
    }

    @Test
    void providesDecoderThatRejectsInvalidTokens() {
        try (Server now = Server.now(AnnotatedWallet.class)) {
            JwtDecoder decoder = now.context().getBean(JwtDecoder.class);
            LocalIssuer issuer = now.issuer();
            assertThat(decoder.decode(issuer.accessToken().sign()).getSubject()).isEqualTo("local-user");
            for (TokenMint rejected : List.of(
                    issuer.accessToken().clientId("another"),
                    issuer.accessToken().claim("iss", "https://elsewhere.example"),
                    expired(issuer),
                    issuer.idToken())) {
                assertThatThrownBy(() -> decoder.decode(rejected.sign())).isInstanceOf(BadJwtException.class);
            }
        }
    }

    @Test
    void appliesStricterDecoderOnlyInChainThatDecodes() {
        try (Server before = Server.before(StockWallet.class, Chains.Stock.class, Stricter.class);
                Server kept = Server.now(AnnotatedWallet.class, Chains.Stock.class, Stricter.class);
                Server ours = Server.now(AnnotatedWallet.class, Chains.Ours.class, Stricter.class);
                Server none = Server.now(AnnotatedWallet.class, Stricter.class)) {
            for (Server server : List.of(before, kept, ours, none)) {
                assertThat(me(server, server.issuer().accessToken().claim("tier", "gold")))
                        .isEqualTo(200);
            }
            for (Server server : List.of(before, kept)) {
                assertThat(me(server, server.issuer().accessToken())).isEqualTo(401);
            }
            for (Server server : List.of(ours, none)) {
                assertThat(me(server, server.issuer().accessToken())).isEqualTo(200);
            }
        }
    }

    /** An endpoint that checks the claim itself. */
    @RestController
    static class Lounge {
        @Authenticated
        @GetMapping("/v1/lounge")
        String lounge(VerifiedToken token) {
            if (!token.claim("tier", String.class).filter("gold"::equals).isPresent()) {
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
            return "lounge";
        }
    }

    @Test
    void checksClaimAtEndpoint() {
        try (Server now = Server.now(Lounge.class)) {
            assertThat(now.get("/v1/lounge", bearer(now.issuer().accessToken().claim("tier", "gold")))
                            .body())
                    .isEqualTo("lounge");
            assertThat(now.get("/v1/lounge", now.bearer()).status()).isEqualTo(403);
        }
    }
}
