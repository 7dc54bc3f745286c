package io.busha.resourceserver.it.spring;

import io.busha.resourceserver.it.app.ConnectionEndpoints;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A critical endpoint, and the endpoints that connect and disconnect a caller. */
@RestController
class ConnectionController {

    private final Revocations revocations;

    ConnectionController(Revocations revocations) {
        this.revocations = revocations;
    }

    @RequireScope(value = "transfers:write", critical = true)
    @GetMapping("/pay")
    String pay(HttpServletRequest request) {
        return Counted.answer(request, "pay");
    }

    @Authenticated
    @PostMapping("/connect")
    String connect(HttpServletRequest request, VerifiedToken token) {
        return Counted.answer(request, ConnectionEndpoints.connect(revocations, token));
    }

    @Authenticated
    @PostMapping("/disconnect")
    String disconnect(HttpServletRequest request, VerifiedToken token) {
        return Counted.answer(request, ConnectionEndpoints.disconnect(revocations, token));
    }
}
