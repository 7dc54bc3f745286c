package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.GuardedRequest;
import io.busha.resourceserver.route.Rule;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.PathSegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A JAX-RS request as the guard asks about it. */
record JaxRsGuardedRequest(ContainerRequestContext request, Optional<Rule> declaredRule) implements GuardedRequest {

    @Override
    public String method() {
        return request.getMethod();
    }

    /** Below the application's own path, as resources are mapped; without matrix parameters, which matching does not see. */
    @Override
    public String path() {
        return request.getUriInfo().getPathSegments().stream()
                .map(PathSegment::getPath)
                .collect(Collectors.joining("/", "/", ""));
    }

    @Override
    public String rawPath() {
        Optional<String> sent = isOfCxf(request) ? CxfMessage.rawPath() : Optional.empty();
        return sent.orElseGet(() -> request.getUriInfo().getRequestUri().getRawPath());
    }

    static boolean isOfCxf(ContainerRequestContext request) {
        return request.getClass().getName().startsWith("org.apache.cxf.");
    }

    @Override
    public List<String> authorization() {
        return authorization(request);
    }

    static List<String> authorization(ContainerRequestContext request) {
        List<String> values = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return values == null ? List.of() : values;
    }
}
