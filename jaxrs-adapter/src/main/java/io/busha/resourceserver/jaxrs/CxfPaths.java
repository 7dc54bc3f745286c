package io.busha.resourceserver.jaxrs;

import java.util.Arrays;
import org.apache.cxf.Bus;
import org.apache.cxf.BusException;
import org.apache.cxf.buslifecycle.BusLifeCycleListener;
import org.apache.cxf.buslifecycle.BusLifeCycleManager;
import org.apache.cxf.transport.AbstractDestination;
import org.apache.cxf.transport.DestinationFactory;
import org.apache.cxf.transport.DestinationFactoryManager;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.transport.http.DestinationRegistryImpl;
import org.apache.cxf.transport.http.HTTPTransportFactory;
import org.jspecify.annotations.Nullable;

/**
 * The registry of a bus's servers. CXF's servlet answers a path that ends with {@code /services} with the list of servers instead of asking
 * one of them, unless the registry finds a server at the first lookup. Thread-safe.
 */
final class CxfPaths extends DestinationRegistryImpl {

    private static final String SERVLETS = "http://cxf.apache.org/transports/http/configuration";

    /** Makes the bus's servlets look up servers here, once the bus is complete and before any servlet runs. */
    static void use(Bus bus) {
        BusLifeCycleManager buses = bus.getExtension(BusLifeCycleManager.class);
        if (buses != null) {
            buses.registerLifeCycleListener(new CxfReady(bus));
        }
    }

    /** Replaces CXF's own registry while it is empty; a registry of another class stays. */
    private static void replace(Bus bus) {
        if (factory(bus) instanceof HTTPTransportFactory servlets
                && servlets.getRegistry().getClass() == DestinationRegistryImpl.class
                && servlets.getRegistry().getDestinations().isEmpty()) {
            servlets.setRegistry(new CxfPaths());
        }
    }

    private static @Nullable DestinationFactory factory(Bus bus) {
        try {
            DestinationFactoryManager all = bus.getExtension(DestinationFactoryManager.class);
            return all == null ? null : all.getDestinationFactory(SERVLETS);
        } catch (BusException e) {
            return null; // the bus has no transports
        }
    }

    /**
     * Also finds the server whose address is a prefix of the path. Only servlets pass {@code tryDecoding}; CXF's own registry leaves this
     * second lookup to them.
     */
    @Override
    public AbstractHTTPDestination getDestinationForPath(String path, boolean tryDecoding) {
        AbstractHTTPDestination found = super.getDestinationForPath(path, tryDecoding);
        return found == null && tryDecoding ? checkRestfulRequest(path) : found;
    }

    /** Returns the servers for CXF's list, without the JAX-RS ones, which have no interface. */
    @Override
    public AbstractDestination[] getSortedDestinations() {
        return Arrays.stream(super.getSortedDestinations())
                .filter(server -> server.getEndpointInfo().getInterface() != null)
                .toArray(AbstractDestination[]::new);
    }

    /** Waits for the complete bus: asking for the transports earlier may keep the bus from finding them. */
    private record CxfReady(Bus bus) implements BusLifeCycleListener {
        @Override
        public void initComplete() {
            replace(bus);
        }

        @Override
        public void preShutdown() {}

        @Override
        public void postShutdown() {}
    }
}
