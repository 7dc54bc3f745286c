package io.busha.resourceserver.spring.webflux;

import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.reactive.CorsUtils;

/** CORS preflights (Fetch standard, section 3.2.2), which browsers send without a token. */
final class Preflights {

    private Preflights() {}

    /**
     * Whether Spring itself lets this one in, by a CORS configuration. A {@code DispatcherHandler} never calls the handler that
     * it finds for a preflight.
     *
     * @param exchange as a handler mapping left it
     */
    static boolean isAnswered(LookupExchange exchange) {
        return CorsUtils.isPreFlightRequest(exchange.getRequest())
                && exchange.getResponse().getHeaders().getFirst(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN) != null;
    }
}
