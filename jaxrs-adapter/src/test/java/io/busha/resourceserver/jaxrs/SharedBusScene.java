package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import jakarta.servlet.ServletContainerInitializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet;

/** Runs in an application that has the adapter, below a CXF that does not see it. Loaded there and called from outside. */
public final class SharedBusScene implements Function<Map<String, Object>, String> {

    private final ClassLoader application = SharedBusScene.class.getClassLoader();

    /** For a class loader. */
    public SharedBusScene() {}

    /**
     * Starts a server on a bus that CXF made outside of the application.
     *
     * @param with {@code before}: the bus was there before the application; {@code guard}: the door's; {@code resource}: another
     *     than the application's own; {@code ended}: an application of this adapter has ended since
     * @return the status of GET /open, or why the server did not start
     */
    @Override
    public String apply(Map<String, Object> with) {
        CXFNonSpringJaxrsServlet servlet = servlet(with);
        if (with.containsKey("before")) {
            servlet.setBus(busOfContainer());
        }
        try {
            List<ServletContainerInitializer> found = new ArrayList<>(List.of(initializer()));
            if (with.containsKey("ended")) {
                CXFNonSpringJaxrsServlet ended = servlet(Map.of(CxfServers.NOT_PROTECTED, "true"));
                ended.setBus(busOfContainer());
                new CxfServer(ended, initializer()).close();
                found.clear();
            }
            found.add((classes, context) -> {
                if (!with.containsKey("before")) {
                    servlet.setBus(busOfContainer());
                }
            });
            try (CxfServer server = new CxfServer(servlet, found.toArray(new ServletContainerInitializer[0]))) {
                return String.valueOf(server.get("/open").status());
            }
        } catch (Exception e) {
            return String.valueOf(e.getCause() == null ? e : e.getCause());
        }
    }

    private static CXFNonSpringJaxrsServlet servlet(Map<String, Object> with) {
        Object resource = with.getOrDefault("resource", new CxfServersTest.Resource());
        Set<Object> parts = with.get("guard") instanceof RequestGuard guard
                ? Set.of(resource, BushaFeature.of(guard))
                : Set.of(resource);
        return new CXFNonSpringJaxrsServlet(CxfServer.application(with, parts), null, null);
    }

    /** As a container finds it. */
    private ServletContainerInitializer initializer() {
        return ServiceLoader.load(ServletContainerInitializer.class, application).stream()
                .filter(each -> each.type().getClassLoader() == application)
                .findFirst()
                .orElseThrow()
                .get();
    }

    private Bus busOfContainer() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(application.getParent());
        try {
            return BusFactory.newInstance().createBus();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
