package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.servlet.ResourceServerFilter;
import io.busha.resourceserver.testkit.LocalIssuer;
import io.busha.resourceserver.testkit.SigningKey;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application whose partners come with tokens of another issuer, and a chain of Spring Security that knows that issuer. */
@RestController
class Partners {

    static final String LINE = "busha.routes=* /partner/** unprotected";

    private static final LocalIssuer ISSUER = LocalIssuer.start(SigningKey.rsa(2048));

    private final ObjectProvider<Ledger> ledger;

    Partners(ObjectProvider<Ledger> ledger) {
        this.ledger = ledger;
    }

    static RSAPublicKey publicKey() {
        return ISSUER.currentKey().publicKey();
    }

    /** The header with a token of the other issuer. */
    static String bearer(String... scopes) {
        return "Authorization: Bearer " + ISSUER.accessToken().scopes(scopes).sign();
    }

    @GetMapping("/partner/x")
    String x(
            @Nullable VerifiedToken token,
            Optional<VerifiedToken> maybe,
            Principal principal,
            HttpServletRequest request) {
        return token + " " + maybe.isPresent() + " "
                + ResourceServerFilter.token(request).isPresent() + " " + (principal instanceof VerifiedToken) + " "
                + MDC.get("sub") + " " + principal.getName();
    }

    @PostMapping("/partner/orders/{id}")
    String order(@PathVariable String id) {
        return "ordered " + id;
    }

    @GetMapping("/partner/late")
    Callable<String> late() {
        return () -> "late";
    }

    @GetMapping("/partner/forward/{to}")
    void forward(@PathVariable String to, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        RequestDispatcher dispatcher = request.getRequestDispatcher("/" + to.replace('.', '/'));
        dispatcher.forward(request, response);
    }

    @GetMapping("/partner/ledger")
    String ledger() {
        return ledger.getObject().read();
    }

    @RequireScope("balances:read")
    @GetMapping("/balances")
    String balances() {
        return "balances";
    }

    @RequireScope("balances:read")
    @GetMapping("/inward")
    void inward(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        request.getRequestDispatcher("/partner/x").forward(request, response);
    }

    @Open
    @GetMapping("/rates")
    String rates(Optional<VerifiedToken> token) {
        return token.map(VerifiedToken::subject).orElse("anonymous");
    }

    static class Ledger {
        @RequireScope("balances:read")
        String read() {
            return "ledger";
        }
    }

    /** The other issuer's chain, and one like the default for the rest. */
    @Configuration(proxyBeanMethods = false)
    static class Chains {
        @Bean
        Ledger ledger() {
            return new Ledger();
        }

        @Bean
        @Order(1)
        SecurityFilterChain ofPartners(HttpSecurity http) throws Exception {
            return chain(http, "/partner/**");
        }
    }

    static SecurityFilterChain chain(HttpSecurity http, String path) throws Exception {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey(publicKey()).build();
        return http.securityMatcher(path)
                .csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(decoder)))
                .build();
    }
}
