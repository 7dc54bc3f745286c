package io.busha.resourceserver.it.reactivekit;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Protected endpoints. */
@RestController
class Wallet {

    @RequireScope("balances:read")
    @GetMapping("/balances")
    Mono<String> balances(VerifiedToken token) {
        return Mono.just("balances of " + token.subject());
    }

    @Authenticated
    @GetMapping("/jwt")
    String jwt(@AuthenticationPrincipal Jwt jwt) {
        return "jwt of " + jwt.getSubject();
    }

    @Authenticated
    @PreAuthorize("hasAuthority('SCOPE_transfers:write')")
    @GetMapping("/transfers")
    Mono<String> transfers() {
        return Mono.just("transfers");
    }

    @Open
    @GetMapping("/rates")
    String rates() {
        return "rates";
    }

    @GetMapping("/undeclared")
    String undeclared() {
        return "undeclared";
    }
}
