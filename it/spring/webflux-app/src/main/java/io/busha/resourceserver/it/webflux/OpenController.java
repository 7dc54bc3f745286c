package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.route.Open;
import io.busha.resourceserver.token.VerifiedToken;
import java.util.Objects;
import org.slf4j.MDC;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Handlers for everybody. */
@Open
@RestController
class OpenController {

    private final Sightings seen;

    OpenController(Sightings seen) {
        this.seen = seen;
    }

    /** Includes OPTIONS, which Spring answers itself if no mapping has it. */
    @RequestMapping(
            path = "/open",
            method = {
                RequestMethod.GET,
                RequestMethod.HEAD,
                RequestMethod.POST,
                RequestMethod.PUT,
                RequestMethod.PATCH,
                RequestMethod.DELETE,
                RequestMethod.OPTIONS
            })
    Mono<String> open(Mono<VerifiedToken> token, ServerHttpRequest request) {
        return token.map(VerifiedToken::subject).defaultIfEmpty("anonymous").map(text -> seen.answer(request, text));
    }

    @RequestMapping("/mdc")
    String mdc(ServerHttpRequest request) {
        return seen.answer(request, Objects.requireNonNullElse(MDC.get("sub"), "-"));
    }
}
