package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.it.app.BodyProbe;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs right behind the door and allows access to the body, because an implementation reads the arguments of resource methods from it. */
@Priority(Priorities.AUTHORIZATION + 1)
final class Admission implements ContainerRequestFilter {

    @Context
    private @Nullable HttpServletRequest asked;

    @Override
    public void filter(ContainerRequestContext request) {
        BodyProbe.admit(Objects.requireNonNull(asked));
    }
}
