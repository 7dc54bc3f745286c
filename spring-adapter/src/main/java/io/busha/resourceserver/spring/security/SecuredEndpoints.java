package io.busha.resourceserver.spring.security;

import io.busha.resourceserver.route.Endpoint;
import io.busha.resourceserver.route.MappedEndpoint;
import io.busha.resourceserver.servlet.DispatchedEndpoints;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/** The endpoints of Spring MVC, and the caller whom spring-security-test puts into a request. Thread-safe. */
final class SecuredEndpoints implements DispatchedEndpoints {

    private final DispatchedEndpoints endpoints;

    SecuredEndpoints(DispatchedEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public boolean areBehind(String servlet) {
        return endpoints.areBehind(servlet);
    }

    @Override
    public Endpoint endpoint(String servlet, HttpServletRequest request) {
        return endpoints.endpoint(servlet, request);
    }

    @Override
    public void shareRefusal(String servlet, HttpServletRequest request, HttpServletResponse refusal)
            throws IOException {
        endpoints.shareRefusal(servlet, request, refusal);
    }

    @Override
    public boolean isErrorPage(String path) {
        return endpoints.isErrorPage(path);
    }

    @Override
    public List<MappedEndpoint> endpoints(String servlet, String prefix) {
        return endpoints.endpoints(servlet, prefix);
    }

    /**
     * By {@code jwt()}, {@code @WithMockUser} and the like, which leave a security context in a request that has not begun. Where a
     * servlet is registered there is a container, requests come from outside, and nobody is believed.
     */
    @Override
    public Optional<Set<String>> scopesOfTest(HttpServletRequest request) {
        Object context = request.getAttribute(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME);
        return context instanceof SecurityContext caller
                        && request.getServletContext().getServletRegistrations().isEmpty()
                ? Optional.ofNullable(Scopes.of(caller.getAuthentication()))
                : Optional.empty();
    }
}
