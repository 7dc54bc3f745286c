package io.busha.resourceserver.it.reactivekit.boot41;

import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.it.reactivekit.Server;
import io.busha.resourceserver.testkit.LocalIssuer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;

/** Boot 4.1 adds its own chain for tokens, even if the application has one. */
class OwnChainTest {

    @Configuration(proxyBeanMethods = false)
    static class OfBalances {
        @Bean
        SecurityWebFilterChain balances(ServerHttpSecurity http) {
            return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/balances"))
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }
    }

    @Test
    void leavesUnmatchedPathsToChainOfBoot() {
        try (LocalIssuer issuer = LocalIssuer.start();
                Server server = Server.start(issuer, List.of(OfBalances.class))) {
            String token = "Authorization: Bearer "
                    + issuer.accessToken().scopes("balances:read").sign();
            assertThat(server.get("/balances", token).status()).isEqualTo(200);
            assertThat(server.get("/rates").status()).isEqualTo(401);
            assertThat(server.get("/rates", token).status()).isEqualTo(200);
            assertThat(server.get("/undeclared", token).status()).isEqualTo(403);
        }
    }
}
