package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.spi.GuardedRequest;
import io.busha.resourceserver.route.spi.Endpoint;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.PathSegment;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A JAX-RS request as the guard sees it. */
record JaxRsGuardedRequest(ContainerRequestContext request, boolean isHead, Endpoint endpoint)
        implements GuardedRequest {

    private static final Pattern LAST_SLASH = Pattern.compile("/(?:;[^/]*)?$");

    /**
     * Returns the method as it was sent. Jersey reports GET if a GET method answers HEAD. A difference in case alone comes from RESTEasy;
     * any other difference is a change that the application made and that stays.
     */
    @Override
    public String method() {
        String method = request.getMethod();
        if (isHead && method.equals(HttpMethod.GET)) {
            return HttpMethod.HEAD;
        }
        Optional<String> sent = isOfRestEasy(request) ? RestEasyRequest.method() : Optional.empty();
        return sent.filter(method::equalsIgnoreCase).orElse(method);
    }

    /** Returns the path below the application's base path, as resources are mapped, without matrix parameters, which matching ignores. */
    @Override
    public String path() {
        String path = request.getUriInfo().getPathSegments().stream()
                .map(PathSegment::getPath)
                .collect(Collectors.joining("/", "/", ""));
        return path.endsWith("/") || !LAST_SLASH.matcher(rawPath()).find()
                ? path
                : path + "/"; // RESTEasy drops the trailing slash
    }

    @Override
    public String rawPath() {
        Optional<String> sent = isOfCxf(request) ? CxfMessage.rawPath() : Optional.empty();
        return sent.orElseGet(() -> request.getUriInfo().getRequestUri().getRawPath());
    }

    private static boolean isOfRestEasy(ContainerRequestContext request) {
        return request.getClass().getName().startsWith("org.jboss.resteasy.");
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
