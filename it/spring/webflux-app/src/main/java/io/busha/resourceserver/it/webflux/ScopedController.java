package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.route.RequireScope;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Handlers that require scopes. */
@RestController
class ScopedController {

    private final Sightings seen;

    ScopedController(Sightings seen) {
        this.seen = seen;
    }

    @RequireScope("balances:read")
    @GetMapping("/balances")
    Mono<String> balances(ServerHttpRequest request) {
        return Mono.fromSupplier(() -> seen.answer(request, "balances"));
    }

    @RequireScope("transfers:write")
    @PostMapping("/transfers")
    Mono<String> transfers(ServerHttpRequest request) {
        seen.count(request);
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
    @PostMapping(
            path = "/orders",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    String orders(ServerHttpRequest request, @RequestParam("amount") String amount) {
        return seen.answer(request, amount);
    }

    @CrossOrigin("https://page.example")
    @RequireScope("balances:read")
    @GetMapping("/shared")
    String shared(ServerHttpRequest request) {
        return seen.answer(request, "shared");
    }

    @RequireScope("transfers:write")
    @GetMapping("/transfers-get")
    String transfersGet(ServerHttpRequest request) {
        return seen.answer(request, "transfers-get");
    }

    @RequireScope({"balances:read", "transfers:write"})
    @GetMapping("/both")
    String both(ServerHttpRequest request) {
        return seen.answer(request, "both");
    }

    @RequireScope(anyOf = {"balances:read", "transfers:write"})
    @GetMapping("/any")
    String any(ServerHttpRequest request) {
        return seen.answer(request, "any");
    }

    @RequireScope("balances:read")
    @GetMapping("/head")
    String get(ServerHttpRequest request) {
        return seen.answer(request, "head");
    }

    @RequireScope("transfers:write")
    @RequestMapping(path = "/head", method = RequestMethod.HEAD)
    String head(ServerHttpRequest request) {
        return seen.answer(request, "head");
    }

    @RequireScope("balances:read")
    @GetMapping("/narrowed")
    String narrowed(ServerHttpRequest request) {
        return seen.answer(request, "narrowed");
    }
}
