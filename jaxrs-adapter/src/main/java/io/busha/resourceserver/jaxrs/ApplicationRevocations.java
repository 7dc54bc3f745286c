package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.revocation.Revocations;
import jakarta.ws.rs.ext.ContextResolver;

/** Hands the revocations of an application's guard to its code: the way that every implementation of JAX-RS supports. */
final class ApplicationRevocations implements ContextResolver<Revocations> {

    private final ApplicationGuard guard;

    ApplicationRevocations(ApplicationGuard guard) {
        this.guard = guard;
    }

    @Override
    public Revocations getContext(Class<?> type) {
        return guard.current().revocations();
    }
}
