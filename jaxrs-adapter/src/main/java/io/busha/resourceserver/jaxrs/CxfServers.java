package io.busha.resourceserver.jaxrs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.endpoint.ServerLifeCycleListener;
import org.apache.cxf.jaxrs.model.ProviderInfo;
import org.apache.cxf.jaxrs.provider.ServerProviderFactory;

/**
 * Stops every Apache CXF server that serves JAX-RS without this door. CXF does not find features by itself, so a server may run without the
 * door although this library is present. CXF creates one instance for each bus, by {@code META-INF/cxf/bus-extensions.txt}. Thread-safe.
 */
public final class CxfServers implements ServerLifeCycleListener {

    /** The property of a CXF server that allows it to run without this door: {@code true}. */
    public static final String NOT_PROTECTED = "busha.not-protected";

    private static final String TOLD = CxfServers.class.getName() + ".told";

    /**
     * For CXF. Its manager of such listeners creates them while it is itself being created, so this constructor must not ask for that
     * manager: the call would recurse endlessly.
     */
    public CxfServers(Bus bus) {
        CxfPaths.use(bus);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the server serves JAX-RS without this door and {@link #NOT_PROTECTED} does not allow that
     */
    @Override
    public void startServer(Server server) {
        start(server);
    }

    static void start(Server server) {
        if (!(server.getEndpoint().get(ServerProviderFactory.class.getName())
                        instanceof ServerProviderFactory providers)
                || Boolean.parseBoolean(String.valueOf(server.getEndpoint().get(NOT_PROTECTED)))) {
            return;
        }
        protect(server, providers);
        if (server.getEndpoint().put(TOLD, true) == null) {
            EarlierFilters.log(before(providers));
        }
    }

    private static void protect(Server server, ServerProviderFactory providers) {
        try {
            protect(providers);
        } catch (IllegalStateException e) {
            server.getDestination().setMessageObserver(null);
            server.getDestination().shutdown();
            String address = server.getEndpoint().getEndpointInfo().getAddress();
            throw new IllegalStateException("the JAX-RS server at " + address + " is stopped: " + e.getMessage(), e);
        }
    }

    private static void protect(ServerProviderFactory providers) {
        Optional<Lifecycle> application = applicationOf(providers);
        if (application.isEmpty() || !authorizes(providers)) {
            throw new IllegalStateException(
                    "it is not protected. Register BushaFeature as one of its providers; if it needs no"
                            + " protection, set its property " + NOT_PROTECTED + " to true");
        }
        CxfDescription.move(providers);
        application.get().started();
    }

    @Override
    public void stopServer(Server server) {
        stop(server);
    }

    static void stop(Server server) {
        if (server.getEndpoint().get(ServerProviderFactory.class.getName())
                instanceof ServerProviderFactory providers) {
            applicationOf(providers).ifPresent(Lifecycle::ended);
        }
    }

    private static Optional<Lifecycle> applicationOf(ServerProviderFactory providers) {
        return providers.getPreMatchContainerRequestFilters().stream()
                .map(ProviderInfo::getProvider)
                .filter(AuthenticationFilter.class::isInstance)
                .findFirst()
                .map(filter -> ((AuthenticationFilter) filter).application());
    }

    /** Returns the filters before the door in the order in which they run. */
    private static List<String> before(ServerProviderFactory providers) {
        return providers.getPreMatchContainerRequestFilters().stream()
                .takeWhile(filter -> !(filter.getProvider() instanceof AuthenticationFilter))
                .filter(filter -> !CxfDescription.isGenerator(filter))
                .map(filter -> filter.getProvider().getClass().getName())
                .toList();
    }

    private static boolean authorizes(ServerProviderFactory providers) {
        return isIn(providers.getPostMatchContainerRequestFilters(Set.of()))
                && isIn(providers.getContainerResponseFilters(Set.of()));
    }

    private static boolean isIn(Iterable<? extends ProviderInfo<?>> filters) {
        for (ProviderInfo<?> filter : filters) {
            if (filter.getProvider() instanceof AuthorizationFilter) {
                return true;
            }
        }
        return false;
    }
}
