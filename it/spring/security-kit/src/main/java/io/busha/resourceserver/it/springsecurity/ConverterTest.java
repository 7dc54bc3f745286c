package io.busha.resourceserver.it.springsecurity;

import static io.busha.resourceserver.it.springsecurity.Server.STOCK;
import static io.busha.resourceserver.it.springsecurity.Server.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.spring.security.CallerAuthentication;
import io.busha.resourceserver.testkit.RawHttp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.resource.authentication.DelegatingJwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The application's own names and authorities, as described in docs/spring-security.md#names-and-authorities. */
class ConverterTest {

    @RestController
    static class Counter {
        private final Ledger ledger;

        Counter(Ledger ledger) {
            this.ledger = ledger;
        }

        @RequireScope("ledger:read")
        @GetMapping("/v1/ledger")
        String ledger() {
            return "open";
        }

        @RequireScope("ledger:read")
        @GetMapping("/v1/books")
        String books() {
            return ledger.books();
        }

        @PreAuthorize("hasRole('clerk')")
        @RequireScope("ledger:read")
        @GetMapping("/v1/desk")
        String desk() {
            return "desk";
        }
    }

    @Service
    static class Ledger {
        @RequireScope("ledger:read")
        String books() {
            return "books";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Converter {
        @Bean
        JwtAuthenticationConverter converter() {
            JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
            roles.setAuthoritiesClaimName("roles");
            roles.setAuthorityPrefix("ROLE_");
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(roles);
            converter.setPrincipalClaimName("email");
            return converter;
        }
    }

    /** A converter that grants roles and scopes. */
    @Configuration(proxyBeanMethods = false)
    static class RicherConverter {
        @Bean
        JwtAuthenticationConverter converter() {
            JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
            roles.setAuthoritiesClaimName("roles");
            roles.setAuthorityPrefix("ROLE_");
            JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
            converter.setJwtGrantedAuthoritiesConverter(
                    new DelegatingJwtGrantedAuthoritiesConverter(roles, new JwtGrantedAuthoritiesConverter()));
            return converter;
        }
    }

    private static final List<String> PROPERTIES = List.of(
            STOCK + "principal-claim-name=email",
            STOCK + "authority-prefix=ROLE_",
            STOCK + "authorities-claim-name=roles");

    private static String token(Server server) {
        return bearer(server.issuer()
                .accessToken()
                .scopes("ledger:read")
                .claim("email", "clerk@busha.example")
                .claim("roles", List.of("clerk")));
    }

    private static RawHttp.Response get(Server server, String path) {
        return server.get(path, token(server));
    }

    private static void assertConvertedCaller(Server server) {
        assertThat(get(server, "/v1/me").body()).isEqualTo("clerk@busha.example");
        assertThat(get(server, "/v1/authorities").body()).contains("ROLE_clerk").doesNotContain("SCOPE_");
        assertThat(get(server, "/v1/desk").body()).isEqualTo("desk");
    }

    private static void assertSubjectAndScopes(Server server) {
        assertThat(get(server, "/v1/me").body()).isEqualTo("local-user");
        assertThat(get(server, "/v1/authorities").body()).isEqualTo("[SCOPE_ledger:read]");
        assertThat(get(server, "/v1/desk").status()).isEqualTo(403);
        assertThat(get(server, "/v1/books").body()).isEqualTo("books");
    }

    /** Expects that scopes decide at endpoints and authorities at beans, and that no authority is a scope. */
    private static void assertScopesAtEndpointsAndAuthoritiesAtBeans(Server server) {
        assertThat(get(server, "/v1/ledger").body()).isEqualTo("open");
        assertThat(get(server, "/v1/books").status()).isEqualTo(403);
    }

    private static Class<?>[] sources(Class<?> wallet, Class<?>... more) {
        Class<?>[] all = new Class<?>[more.length + 4];
        System.arraycopy(more, 0, all, 4, more.length);
        all[0] = wallet;
        all[1] = Counter.class;
        all[2] = Ledger.class;
        all[3] = Chains.OfMethods.class;
        return all;
    }

    @Test
    void convertsCallerWithoutLibrary() {
        try (Server bean = Server.before(sources(StockWallet.class, Chains.Stock.class, Converter.class));
                Server properties = Server.before(PROPERTIES, sources(StockWallet.class, Chains.Stock.class))) {
            assertConvertedCaller(bean);
            assertConvertedCaller(properties);
        }
    }

    @Test
    void convertsCallerInKeptChain() {
        try (Server bean = Server.now(sources(AnnotatedWallet.class, Chains.Stock.class, Converter.class));
                Server properties = Server.now(PROPERTIES, sources(AnnotatedWallet.class, Chains.Stock.class))) {
            for (Server server : List.of(bean, properties)) {
                assertConvertedCaller(server);
                assertScopesAtEndpointsAndAuthoritiesAtBeans(server);
            }
        }
    }

    @Test
    void ignoresConverterWithoutKeptChain() {
        try (Server none = Server.now(PROPERTIES, sources(AnnotatedWallet.class, Converter.class));
                Server ours = Server.now(PROPERTIES, sources(AnnotatedWallet.class, Chains.Ours.class))) {
            assertSubjectAndScopes(none);
            assertSubjectAndScopes(ours);
        }
    }

    /** The bean from docs/spring-security.md. */
    @Configuration(proxyBeanMethods = false)
    static class Callers {
        @Bean
        CallerAuthentication callers(JwtAuthenticationConverter converter) {
            return token -> converter.convert(Jwt.withTokenValue("hidden")
                    .header("alg", "RS256")
                    .claims(claims -> claims.putAll(token.claims()))
                    .claim(JwtClaimNames.EXP, token.expiresAt())
                    .claim(JwtClaimNames.IAT, token.issuedAt().orElse(null))
                    .build());
        }
    }

    @Test
    void convertsCallersOfDoorIfBeanUsesConverter() {
        try (Server none = Server.now(sources(AnnotatedWallet.class, Converter.class, Callers.class));
                Server ours =
                        Server.now(sources(AnnotatedWallet.class, Chains.Ours.class, Converter.class, Callers.class));
                Server properties = Server.now(PROPERTIES, sources(AnnotatedWallet.class, Callers.class))) {
            for (Server server : List.of(none, ours, properties)) {
                assertConvertedCaller(server);
                assertScopesAtEndpointsAndAuthoritiesAtBeans(server);
                assertThat(get(server, "/v1/value").body()).isEqualTo("hidden");
                String undated =
                        bearer(server.issuer().accessToken().without("iat").claim("email", "clerk@busha.example"));
                assertThat(server.get("/v1/me", undated).body()).isEqualTo("clerk@busha.example");
            }
        }
    }

    @Test
    void opensBeansIfConverterGrantsScopes() {
        try (Server kept = Server.now(sources(AnnotatedWallet.class, Chains.Stock.class, RicherConverter.class));
                Server none = Server.now(sources(AnnotatedWallet.class, RicherConverter.class, Callers.class))) {
            for (Server server : List.of(kept, none)) {
                assertThat(get(server, "/v1/desk").body()).isEqualTo("desk");
                assertThat(get(server, "/v1/books").body()).isEqualTo("books");
            }
        }
    }
}
