package io.busha.resourceserver.it.webflux;

import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Handlers without a declaration; route lines open some of them. */
@RestController
class UndeclaredController {

    private final Sightings seen;

    UndeclaredController(Sightings seen) {
        this.seen = seen;
    }

    @RequestMapping({"/undeclared", "/error-page", "/second/undeclared", "/alien/undeclared"})
    String undeclared(ServerHttpRequest request) {
        return seen.answer(request, "undeclared");
    }

    /** Answers the decoded path. */
    @RequestMapping({
        "/table/**",
        "/foo/**",
        "/bar/**",
        "/foobar",
        "/api/**",
        "/statement",
        "/reports/salaries",
        "/reports/other",
        "/acc/{id}"
    })
    Mono<String> table(ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> seen.answer(
                exchange.getRequest(),
                exchange.getRequest().getPath().pathWithinApplication().elements().stream()
                        .map(UndeclaredController::decoded)
                        .collect(Collectors.joining())));
    }

    private static String decoded(PathContainer.Element element) {
        return element instanceof PathSegment segment ? segment.valueToMatch() : element.value();
    }
}
