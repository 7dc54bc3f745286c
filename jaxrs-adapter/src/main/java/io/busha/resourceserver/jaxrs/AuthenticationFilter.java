package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.Authentication;
import io.busha.resourceserver.guard.Caller;
import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.token.VerifiedToken;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** Refuses a bad credential before anything is matched: the bodies of sub-resource locators run while it is. Thread-safe. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class AuthenticationFilter implements ContainerRequestFilter {

    private final RequestGuard guard;
    private final Lifecycle application;

    AuthenticationFilter(RequestGuard guard, Lifecycle application) {
        this.guard = guard;
        this.application = application;
    }

    Lifecycle application() {
        return application;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Passage.hideWhoever();
        application.started();
        SecurityContext before = request.getSecurityContext();
        Authentication authentication = authenticate(request, before);
        if (authentication instanceof Caller caller) {
            Passage.begin(request, guard, caller);
            caller.token()
                    .ifPresent(token ->
                            request.setSecurityContext(new CallerContext(token, before != null && before.isSecure())));
        } else {
            Denials.abort(request, (Denial) authentication);
        }
    }

    /** Where another door stands in front, as a Servlet filter may, the token was verified there. */
    private Authentication authenticate(ContainerRequestContext request, SecurityContext before) {
        Optional<Caller> admitted = before != null && before.getUserPrincipal() instanceof VerifiedToken token
                ? guard.admitted(token)
                : Optional.empty();
        return admitted.<Authentication>map(caller -> caller)
                .orElseGet(() -> guard.authenticate(JaxRsGuardedRequest.authorization(request)));
    }
}
