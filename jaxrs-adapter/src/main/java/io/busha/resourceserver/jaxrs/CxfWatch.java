package io.busha.resourceserver.jaxrs;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.extension.Extension;
import org.apache.cxf.bus.extension.ExtensionRegistry;

/**
 * Buses of a CXF that several applications share: it does not see this library, and so a bus that is made outside of the application
 * reads nothing of it. Those that anybody can find are watched: the default ones that are there, and all that are made from now on.
 */
final class CxfWatch {

    private final List<Extension> extension = List.of(new CxfExtension());

    private CxfWatch() {}

    /** Whether CXF does not see this library itself, as it does where both are in the same place. */
    static boolean isNeeded() {
        try {
            return Bus.class.getClassLoader().loadClass(CxfServers.class.getName()) != CxfServers.class;
        } catch (ClassNotFoundException e) {
            return true;
        }
    }

    static CxfWatch begin() {
        CxfWatch watch = new CxfWatch();
        ExtensionRegistry.addExtensions(watch.extension);
        Stream.of(BusFactory.getDefaultBus(false), BusFactory.getThreadDefaultBus(false))
                .filter(Objects::nonNull)
                .distinct()
                .forEach(CxfSharedBus::watch);
        return watch;
    }

    /** Buses outlive the application. */
    void end() {
        ExtensionRegistry.removeExtensions(extension);
        CxfSharedBus.forgetAll();
    }

    /** By a name of its own: each of the applications has a class of the same name. */
    private static final class CxfExtension extends Extension {
        CxfExtension() {
            super(CxfSharedBus.class);
            setOptional(true);
        }

        @Override
        public String getName() {
            return CxfSharedBus.class.getName() + "@" + System.identityHashCode(CxfSharedBus.class);
        }
    }
}
