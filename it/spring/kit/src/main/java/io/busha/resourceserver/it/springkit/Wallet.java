package io.busha.resourceserver.it.springkit;

import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Protected endpoints. */
@RestController
class Wallet {

    @RequireScope("balances:read")
    @GetMapping("/balances")
    String balances(VerifiedToken token) {
        return "balances of " + token.subject();
    }

    @Authenticated
    @GetMapping("/tenant")
    String tenant(VerifiedToken token) {
        return token.claim("tenant", String.class).orElse("none");
    }

    @Authenticated
    @GetMapping("/thread")
    String thread() {
        return Thread.currentThread().toString();
    }

    @GetMapping("/undeclared")
    String undeclared() {
        return "undeclared";
    }
}
