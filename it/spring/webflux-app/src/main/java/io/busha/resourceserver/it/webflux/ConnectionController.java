package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A critical endpoint, and the endpoints that connect and disconnect a caller. */
@RestController
class ConnectionController {

    private final Sightings seen;
    private final Revocations revocations;

    ConnectionController(Sightings seen, Revocations revocations) {
        this.seen = seen;
        this.revocations = revocations;
    }

    @RequireScope(value = "transfers:write", critical = true)
    @GetMapping("/pay")
    String pay(ServerHttpRequest request) {
        return seen.answer(request, "pay");
    }

    @Authenticated
    @PostMapping("/connect")
    Mono<String> connect(ServerHttpRequest request, VerifiedToken token) {
        return Mono.fromCompletionStage(revocations.allow(token))
                .map(allowed -> seen.answer(request, allowed ? "allowed" : "not allowed"));
    }

    @Authenticated
    @PostMapping("/disconnect")
    Mono<String> disconnect(ServerHttpRequest request, VerifiedToken token) {
        return Mono.fromCompletionStage(revocations.revoke(token))
                .then(Mono.fromSupplier(() -> seen.answer(request, "revoked")));
    }
}
