package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.route.Endpoint;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/** A permit that an exchange carries along, good for the target that it was given for, and no other. */
record KeptPermit(String method, String path, String rawPath, Endpoint endpoint, Decision.Permit permit) {

    private static final String ATTRIBUTE = KeptPermit.class.getName();

    static void keep(ServerWebExchange exchange, WebFluxGuardedRequest request, Decision.Permit permit) {
        exchange.getAttributes()
                .put(
                        ATTRIBUTE,
                        new KeptPermit(
                                request.method(), request.path(), request.rawPath(), request.endpoint(), permit));
    }

    /** The permit that was given for this very target. */
    static Optional<Decision.Permit> of(ServerWebExchange exchange, WebFluxGuardedRequest request) {
        return exchange.getAttributes().get(ATTRIBUTE) instanceof KeptPermit kept && kept.isFor(request)
                ? Optional.of(kept.permit)
                : Optional.empty();
    }

    private boolean isFor(WebFluxGuardedRequest request) {
        return method.equals(request.method())
                && path.equals(request.path())
                && rawPath.equals(request.rawPath())
                && endpoint.equals(request.endpoint());
    }
}
