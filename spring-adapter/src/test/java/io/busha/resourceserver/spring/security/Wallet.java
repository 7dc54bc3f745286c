package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application that uses all of Spring Security's ways to ask who calls. */
@RestController
@EnableMethodSecurity
class Wallet {

    @RequireScope("balances:read")
    @GetMapping("/balances")
    String balances() {
        return "balances";
    }

    @Authenticated
    @GetMapping("/jwt")
    String jwt(@AuthenticationPrincipal Jwt jwt, VerifiedToken token) {
        return jwt.getSubject() + " " + jwt.getClaimAsString("client_id") + " "
                + jwt.getSubject().equals(token.subject());
    }

    @Authenticated
    @GetMapping("/value")
    String value(@AuthenticationPrincipal Jwt jwt) {
        return jwt.getTokenValue();
    }

    @Open
    @GetMapping("/caller")
    String caller(Authentication caller) {
        return String.valueOf(caller);
    }

    @Authenticated
    @GetMapping("/authorities")
    String authorities(Authentication caller, HttpServletRequest request) {
        return caller.getName() + " " + caller.getAuthorities() + " " + request.isUserInRole("balances:read") + " "
                + request.isUserInRole("SCOPE_balances:read") + " " + request.isUserInRole("transfers:write") + " "
                + request.getRemoteUser() + " " + (caller.getDetails() instanceof VerifiedToken);
    }

    @Open
    @GetMapping("/rates")
    String rates(Optional<VerifiedToken> token) {
        return token.map(VerifiedToken::subject).orElse("anonymous");
    }

    @Authenticated
    @PreAuthorize("hasAuthority('SCOPE_transfers:write')")
    @GetMapping("/transfers")
    String transfers() {
        return "transfers";
    }

    @Open
    @PreAuthorize("isAuthenticated()")
    @GetMapping("/somebody")
    String somebody() {
        return "somebody";
    }

    @Authenticated
    @GetMapping("/callable")
    Callable<String> callable() {
        return Wallet::caller;
    }

    /** What arrives late is written in a dispatch of its own, after which the holder is asked again by the next handler. */
    @Authenticated
    @GetMapping("/late")
    CompletableFuture<String> late() {
        String now = caller();
        return CompletableFuture.supplyAsync(() -> now);
    }

    private static String caller() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller == null ? "nobody" : caller.getName();
    }

    @Authenticated
    @GetMapping("/missing")
    void missing(HttpServletResponse response) throws IOException {
        response.sendError(404, "gone");
    }

    @Authenticated
    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("broken");
    }

    @GetMapping("/undeclared")
    String undeclared() {
        return "undeclared";
    }
}
