package io.busha.resourceserver.spring.webflux;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.spi.Endpoint;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A request as the guard sees it, with the path by which WebFlux finds handlers. Immutable. */
record WebFluxGuardedRequest(String method, String path, String rawPath, List<String> authorization, Endpoint endpoint)
        implements GuardedRequest {

    static WebFluxGuardedRequest of(ServerHttpRequest request, Endpoint endpoint) {
        return new WebFluxGuardedRequest(
                request.getMethod().name(),
                pathOf(request, "/"),
                request.getPath().value(),
                valuesOf(request.getHeaders()),
                endpoint);
    }

    /**
     * Returns the segments without their parameters, each decoded separately, as path patterns are matched against them.
     *
     * @param slash the text that replaces a slash inside a segment
     */
    static String pathOf(ServerHttpRequest request, String slash) {
        StringBuilder decoded = new StringBuilder();
        for (PathContainer.Element element :
                request.getPath().pathWithinApplication().elements()) {
            decoded.append(
                    element instanceof PathContainer.PathSegment segment
                            ? segment.valueToMatch().replace("/", slash)
                            : element.value());
        }
        return decoded.toString();
    }

    /** Iterates over all headers, because the lookup methods have different signatures in Spring 6 and Spring 7. */
    private static List<String> valuesOf(HttpHeaders headers) {
        List<String> values = new ArrayList<>();
        headers.forEach((name, some) -> {
            if (name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)) {
                values.addAll(some);
            }
        });
        return values;
    }
}
