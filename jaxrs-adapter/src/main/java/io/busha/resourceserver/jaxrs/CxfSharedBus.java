package io.busha.resourceserver.jaxrs;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.endpoint.ServerLifeCycleListener;
import org.apache.cxf.endpoint.ServerLifeCycleManager;
import org.apache.cxf.jaxrs.JAXRSServiceImpl;
import org.jspecify.annotations.Nullable;

/**
 * Does the work of {@link CxfServers} on a bus that several applications share, for the servers of this application only: those that it
 * starts, and those that serve one of its classes. Created by CXF. Thread-safe.
 */
public final class CxfSharedBus implements ServerLifeCycleListener {

    private static final Set<CxfSharedBus> ALL = ConcurrentHashMap.newKeySet();

    private final Bus bus;

    /** For CXF, which creates such listeners. */
    public CxfSharedBus(Bus bus) {
        this.bus = bus;
        ALL.add(this);
    }

    /** Watches a bus that has already created its listeners. */
    static void watch(Bus bus) {
        servers(bus).registerListener(new CxfSharedBus(bus));
    }

    static void forgetAll() {
        ALL.forEach(each -> servers(each.bus).unRegisterListener(each));
        ALL.clear();
    }

    private static ServerLifeCycleManager servers(Bus bus) {
        return Objects.requireNonNull(bus.getExtension(ServerLifeCycleManager.class));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the server serves JAX-RS without this door and {@link CxfServers#NOT_PROTECTED} does not allow that
     */
    @Override
    public void startServer(Server server) {
        if (isOurs(server)) {
            CxfServers.start(server);
        }
    }

    @Override
    public void stopServer(Server server) {
        if (isOurs(server)) {
            CxfServers.stop(server);
        }
    }

    private static boolean isOurs(Server server) {
        return isOurs(Thread.currentThread().getContextClassLoader())
                || (server.getEndpoint().getService() instanceof JAXRSServiceImpl service
                        && service.getClassResourceInfos().stream()
                                .anyMatch(resource ->
                                        isOurs(resource.getServiceClass().getClassLoader())));
    }

    /** Returns whether a class loader is the application's or one of its descendants. */
    private static boolean isOurs(@Nullable ClassLoader loader) {
        ClassLoader each = loader;
        while (each != null && each != CxfSharedBus.class.getClassLoader()) {
            each = each.getParent();
        }
        return each != null;
    }
}
