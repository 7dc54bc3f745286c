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
 * Where the servers of a bus are. CXF's servlet answers a path that ends with {@code /services} with the list of them, and asks no
 * server, unless it finds one here right away. Thread-safe.
 */
final class CxfPaths extends DestinationRegistryImpl {

    private static final String SERVLETS = "http://cxf.apache.org/transports/http/configuration";

    /** Has the servlets of a bus find servers here, once all of the bus is there, and before any servlet. */
    static void use(Bus bus) {
        BusLifeCycleManager buses = bus.getExtension(BusLifeCycleManager.class);
        if (buses != null) {
            buses.registerLifeCycleListener(new CxfReady(bus));
        }
    }

    /** Another registry than CXF's own stays. */
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
            return null; // there are none
        }
    }

    /** Servlets alone ask with {@code tryDecoding}, and go on to the server that the path lies below, if nothing is here. */
    @Override
    public AbstractHTTPDestination getDestinationForPath(String path, boolean tryDecoding) {
        AbstractHTTPDestination found = super.getDestinationForPath(path, tryDecoding);
        return found == null && tryDecoding ? checkRestfulRequest(path) : found;
    }

    /** For the list: servers of JAX-RS, which have no interface, are not in it. */
    @Override
    public AbstractDestination[] getSortedDestinations() {
        return Arrays.stream(super.getSortedDestinations())
                .filter(server -> server.getEndpointInfo().getInterface() != null)
                .toArray(AbstractDestination[]::new);
    }

    /** Whoever asks for transports earlier may keep the bus from finding them. */
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
