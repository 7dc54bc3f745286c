package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.Decision;
import io.busha.resourceserver.guard.Decision.Denial;
import io.busha.resourceserver.guard.Decision.Permit;
import io.busha.resourceserver.route.spi.Endpoint;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by the rule of the matched resource method, right before it is called. On the way out, also decides about responses that no
 * resource method produced, such as the automatic response to OPTIONS or the 405 for a missing method. Thread-safe.
 */
@Priority(Priorities.AUTHORIZATION)
final class AuthorizationFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationFilter.class);
    private static final int BAD_REQUEST = 400;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final ApplicationGuard guard;
    private final ResourceRules rules;

    @Context
    private @Nullable ResourceInfo matched;

    AuthorizationFilter(ApplicationGuard guard, ResourceRules rules) {
        this.guard = guard;
        this.rules = rules;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Passage> passage = Passage.of(request, guard);
        Decision decision =
                passage.map(begun -> decide(begun, request, endpoint(request))).orElseGet(this::refuseUnauthenticated);
        if (decision instanceof Denial denial) {
            Denials.abort(request, denial);
        } else {
            passage.orElseThrow().admit((Permit) decision, AsynchronousMethods.include(method()));
        }
    }

    private Decision decide(Passage passage, ContainerRequestContext request, Endpoint endpoint) {
        return passage.guard()
                .authorize(passage.caller(), new JaxRsGuardedRequest(request, passage.isHead(), endpoint))
                .toCompletableFuture()
                .join();
    }

    private Decision refuseUnauthenticated() {
        LOG.error(
                "A request is refused because its credential was not checked: register BushaFeature, not single filters");
        return guard.current().closed();
    }

    private Endpoint endpoint(ContainerRequestContext request) {
        Method method = method();
        return matched == null || method == null
                ? Endpoint.unknown()
                : rules.endpoint(
                        matched.getResourceClass(), method, request.getUriInfo().getMatchedResources());
    }

    private @Nullable Method method() {
        return matched == null ? null : matched.getResourceMethod();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        Passage.of(request, guard).ifPresent(passage -> {
            passage.hide();
            if (isUnasked(passage, answer.getStatus())
                    && decide(passage, request, Endpoint.unknown()) instanceof Denial denial) {
                Denials.replace(request, answer, denial);
            }
        });
    }

    /** A method that a resource does not have is closed, as at every other door: a 405 would reveal which methods it has. */
    private static boolean isUnasked(Passage passage, int status) {
        return !passage.isAdmitted() && (status < BAD_REQUEST || status == METHOD_NOT_ALLOWED);
    }
}
