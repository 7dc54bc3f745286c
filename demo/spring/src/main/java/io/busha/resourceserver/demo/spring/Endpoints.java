package io.busha.resourceserver.demo.spring;

import io.busha.resourceserver.demo.Json;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints. Each method declares who may call it, and needs no other security code. */
@RestController
class Endpoints {

    private static final Map<String, String> NAIRA = Map.of("currency", "NGN", "amount", "125000.00");

    private final PrometheusMeterRegistry registry;
    private final Revocations revocations;

    Endpoints(PrometheusMeterRegistry registry, Revocations revocations) {
        this.registry = registry;
        this.revocations = revocations;
    }

    @Open
    @GetMapping("/health")
    Map<String, String> health() {
        return Map.of("status", "up");
    }

    @Authenticated
    @GetMapping("/v1/me")
    Map<String, @Nullable Object> me(VerifiedToken token) {
        Map<String, @Nullable Object> me = new LinkedHashMap<>();
        me.put("sub", token.subject());
        me.put("client_id", token.clientId());
        me.put("scopes", List.copyOf(token.scopes()));
        me.put("jti", token.jwtId().orElse(null));
        me.put("expires_at", token.expiresAt().toString());
        return me;
    }

    @RequireScope("balances:read")
    @GetMapping("/v1/balances")
    Map<String, Object> balances(VerifiedToken token) {
        return Map.of("sub", token.subject(), "balances", List.of(NAIRA));
    }

    /** Transfers nothing and answers the transfer that it read. */
    @RequireScope(value = "transfers:write", critical = true)
    @PostMapping("/v1/transfers")
    ResponseEntity<Map<String, Object>> transfer(VerifiedToken token, InputStream body) throws IOException {
        Optional<Map<String, Object>> transfer = Json.read(body);
        if (transfer.isEmpty()) {
            return ResponseEntity.badRequest()
                    .body(Map.of("error", "the body must be a JSON object of at most 64 KiB"));
        }
        String id = UUID.randomUUID().toString();
        return ResponseEntity.ok(Map.of("id", id, "from", token.subject(), "transfer", transfer.get()));
    }

    /** Revokes all tokens that the caller's client has got for the caller. */
    @Authenticated
    @PostMapping("/v1/disconnect")
    Map<String, Object> disconnect(VerifiedToken token) {
        revocations.revoke(token).toCompletableFuture().join();
        return Map.of("disconnected", token.subject());
    }

    /** For nobody: endpoints without a declaration are closed. */
    @GetMapping("/v1/admin")
    Map<String, Object> admin() {
        return Map.of("admin", true);
    }

    @Open
    @GetMapping(path = "/metrics", produces = "text/plain; version=0.0.4; charset=utf-8")
    String metrics() {
        return registry.scrape();
    }
}
