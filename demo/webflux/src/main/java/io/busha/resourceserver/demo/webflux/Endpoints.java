package io.busha.resourceserver.demo.webflux;

import io.busha.resourceserver.demo.Json;
import io.busha.resourceserver.revocation.Revocations;
import io.busha.resourceserver.route.Authenticated;
import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.route.RequireScope;
import io.busha.resourceserver.token.VerifiedToken;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

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
    Mono<Map<String, Object>> balances(VerifiedToken token) {
        return Mono.just(Map.of("sub", token.subject(), "balances", List.of(NAIRA)));
    }

    /** Transfers nothing and answers the transfer that it read. */
    @RequireScope(value = "transfers:write", critical = true)
    @PostMapping("/v1/transfers")
    Mono<ResponseEntity<Map<String, Object>>> transfer(VerifiedToken token, ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), Json.LONGEST_BODY)
                .mapNotNull(body -> read(body).orElse(null))
                .onErrorComplete(DataBufferLimitException.class)
                .map(transfer -> ResponseEntity.ok(
                        Map.of("id", UUID.randomUUID().toString(), "from", token.subject(), "transfer", transfer)))
                .defaultIfEmpty(ResponseEntity.badRequest()
                        .body(Map.of("error", "the body must be a JSON object of at most 64 KiB")));
    }

    private static Optional<Map<String, Object>> read(DataBuffer body) {
        try (InputStream bytes = body.asInputStream(true)) {
            return Json.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Revokes all tokens that the caller's client has got for the caller. */
    @Authenticated
    @PostMapping("/v1/disconnect")
    Mono<Map<String, Object>> disconnect(VerifiedToken token) {
        return Mono.fromCompletionStage(revocations.revoke(token)).thenReturn(Map.of("disconnected", token.subject()));
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
