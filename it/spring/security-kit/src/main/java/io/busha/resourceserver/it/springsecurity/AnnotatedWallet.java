package io.busha.resourceserver.it.springsecurity;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
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

/** The application with annotations that declare what its endpoints require. */
@RestController
class AnnotatedWallet {

    @Open
    @GetMapping("/v1/rates")
    String rates() {
        return "rates";
    }

    @RequireScope("balances:read")
    @GetMapping("/v1/balances")
    String balances(@AuthenticationPrincipal Jwt jwt) {
        return "balances of " + jwt.getSubject();
    }

    @Authenticated
    @PreAuthorize("hasAuthority('SCOPE_transfers:write')")
    @PostMapping("/v1/transfers")
    String transfer() {
        return "transferred";
    }

    @Authenticated
    @GetMapping("/v1/me")
    String me(JwtAuthenticationToken caller) {
        return caller.getName();
    }

    @Authenticated
    @GetMapping("/v1/authorities")
    String authorities(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .sorted()
                .toList()
                .toString();
    }

    @Authenticated
    @GetMapping("/v1/value")
    String value(@AuthenticationPrincipal Jwt jwt) {
        return jwt.getTokenValue();
    }

    @Authenticated
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
