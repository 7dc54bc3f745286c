package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.route.RequireScope;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Handlers that ask for scopes. */
@RestController
class ScopedController {

    private final Sightings seen;

    ScopedController(Sightings seen) {
        this.seen = seen;
    }

    @RequireScope("balances:read")
    @GetMapping("/balances")
    Mono<String> balances() {
        return Mono.fromSupplier(() -> seen.answer("balances"));
    }

    @RequireScope("transfers:write")
    @PostMapping("/transfers")
    Mono<String> transfers(ServerHttpRequest request) {
        seen.handled().incrementAndGet();
        return request.getBody()
                .map(ScopedController::lengthOf)
                .reduce(0, Integer::sum)
                .map(String::valueOf);
    }

    private static int lengthOf(DataBuffer piece) {
        int length = piece.readableByteCount();
        DataBufferUtils.release(piece);
        return length;
    }

    @RequireScope("transfers:write")
    @GetMapping("/transfers-get")
    String transfersGet() {
        return seen.answer("transfers-get");
    }

    @RequireScope({"balances:read", "transfers:write"})
    @GetMapping("/both")
    String both() {
        return seen.answer("both");
    }

    @RequireScope(anyOf = {"balances:read", "transfers:write"})
    @GetMapping("/any")
    String any() {
        return seen.answer("any");
    }

    @RequireScope("balances:read")
    @GetMapping("/head")
    String get() {
        return seen.answer("head");
    }

    @RequireScope("transfers:write")
    @RequestMapping(path = "/head", method = RequestMethod.HEAD)
    String head() {
        return seen.answer("head");
    }

    @RequireScope("balances:read")
    @GetMapping("/narrowed")
    String narrowed() {
        return seen.answer("narrowed");
    }
}
