package io.busha.resourceserver.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.util.List;
import org.apache.cxf.jaxrs.model.ProviderInfo;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;
import org.apache.cxf.jaxrs.utils.InjectionUtils;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;

/**
 * Runs the WADL generator of a CXF server right behind the door. No resource method produces its response, so the response is closed unless
 * a route line opens it.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION + 1)
final class CxfDescription implements ContainerRequestFilter {

    private static final String GENERATOR = "org.apache.cxf.jaxrs.model.wadl.WadlGenerator";

    private final ProviderInfo<ContainerRequestFilter> generator;

    private CxfDescription(ProviderInfo<ContainerRequestFilter> generator) {
        this.generator = generator;
    }

    /**
     * Moves the server's generator, if it has one, from in front of the door to behind it. Has no effect on a server that starts again.
     *
     * @throws IllegalStateException if the generator cannot be moved
     */
    static void move(ServerProviderFactory providers) {
        List<ProviderInfo<ContainerRequestFilter>> filters = providers.getPreMatchContainerRequestFilters();
        if (filters.stream().noneMatch(filter -> filter.getProvider() instanceof CxfDescription)) {
            filters.stream().filter(CxfDescription::isGenerator).findFirst().ifPresent(generator -> {
                filters.remove(generator);
                providers.setUserProviders(List.of(undescribed(), new CxfDescription(generator)));
            });
        }
    }

    /** Compares names, as CXF does. */
    static boolean isGenerator(ProviderInfo<ContainerRequestFilter> filter) {
        Class<?> type = filter.getProvider().getClass();
        while (type != null && !type.getName().equals(GENERATOR)) {
            type = type.getSuperclass();
        }
        return type != null;
    }

    private static ContainerRequestFilter undescribed() {
        try {
            return new CxfUndescribed();
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "it answers ?_wadl before the credential is checked, because this library cannot load "
                            + GENERATOR
                            + ". Put cxf-rt-rs-service-description into the same class loader as this library, or remove it",
                    e);
        }
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        InjectionUtils.injectContexts(generator.getProvider(), generator, JAXRSUtils.getCurrentMessage());
        generator.getProvider().filter(request);
    }
}
