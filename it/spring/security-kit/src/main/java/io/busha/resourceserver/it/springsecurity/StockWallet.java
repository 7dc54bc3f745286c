package io.busha.resourceserver.it.springsecurity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The application before the migration: a chain and {@code @PreAuthorize} declare what its endpoints require. */
@RestController
class StockWallet {

    @GetMapping("/v1/rates")
    String rates() {
        return "rates";
    }

    @GetMapping("/v1/balances")
    String balances(@AuthenticationPrincipal Jwt jwt) {
        return "balances of " + jwt.getSubject();
    }

    @PreAuthorize("hasAuthority('SCOPE_transfers:write')")
    @PostMapping("/v1/transfers")
    String transfer() {
        return "transferred";
    }

    @GetMapping("/v1/me")
    String me(JwtAuthenticationToken caller) {
        return caller.getName();
    }

    @GetMapping("/v1/authorities")
    String authorities(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .sorted()
                .toList()
                .toString();
    }

    @GetMapping("/v1/value")
    String value(@AuthenticationPrincipal Jwt jwt) {
        return jwt.getTokenValue();
    }

    @GetMapping("/v1/role")
    boolean role(HttpServletRequest request) {
        return request.isUserInRole("balances:read");
    }

    /** An endpoint without any rule of its own. */
    @GetMapping("/v1/forgotten")
    String forgotten() {
        return "forgotten";
    }
}
