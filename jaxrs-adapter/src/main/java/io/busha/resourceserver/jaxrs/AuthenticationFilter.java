package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.AuthenticationResult;
import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a bad credential before matching, because sub-resource locators run during matching. Refuses every request if the authorization
 * filter is not registered. Thread-safe.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class AuthenticationFilter implements ContainerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationFilter.class);

    private final ApplicationGuard guard;
    private final Lifecycle application;
    private final Configuration configuration;
    private final AtomicBoolean said = new AtomicBoolean();
    private volatile boolean whole;

    AuthenticationFilter(ApplicationGuard guard, Lifecycle application, Configuration configuration) {
        this.guard = guard;
        this.application = application;
        this.configuration = configuration;
    }

    Lifecycle application() {
        return application;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Passage.hideAnyCaller();
        application.started();
        SecurityContext before = request.getSecurityContext();
        AuthenticationResult authentication = isWhole() ? authenticate(request, before) : refuseUnauthorized();
        if (authentication instanceof Caller caller) {
            Passage.begin(request, guard, caller);
            caller.token()
                    .ifPresent(token ->
                            request.setSecurityContext(new CallerContext(token, before != null && before.isSecure())));
        } else {
            Denials.abort(request, (Denial) authentication);
        }
    }

    private boolean isWhole() {
        if (!whole) {
            whole = configuration.isRegistered(AuthorizationFilter.class);
        }
        return whole;
    }

    private Denial refuseUnauthorized() {
        if (!said.getAndSet(true)) {
            LOG.error(
                    "Every request is refused because the rules of resource methods are not checked: register BushaFeature,"
                            + " not single filters");
        }
        return guard.current().closed();
    }

    /** Accepts a token that an earlier door, such as a Servlet filter, has already verified. */
    private AuthenticationResult authenticate(ContainerRequestContext request, SecurityContext before) {
        Optional<Caller> admitted = before != null && before.getUserPrincipal() instanceof VerifiedToken token
                ? guard.current().admitted(token)
                : Optional.empty();
        return admitted.<AuthenticationResult>map(caller -> caller)
                .orElseGet(() -> guard.current().authenticate(JaxRsGuardedRequest.authorization(request)));
    }
}
