package io.busha.resourceserver.jaxrs;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.extension.Extension;
import org.apache.cxf.bus.extension.ExtensionRegistry;

/**
 * Watches the buses of a CXF that several applications share. Such a CXF does not see this library, so a bus created outside the
 * application ignores it. Only buses that can be found are watched: the current default buses, and all buses created from now on.
 */
final class CxfWatch {

    private final List<Extension> extension = List.of(new CxfExtension());

    private CxfWatch() {}

    /** Returns whether CXF cannot see this library by itself. It can if the same class loader loads both. */
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

    /** Stops watching: buses outlive the application. */
    void end() {
        ExtensionRegistry.removeExtensions(extension);
        CxfSharedBus.forgetAll();
    }

    /** Has a name of its own, because every application has a class of this name. */
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
