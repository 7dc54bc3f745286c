package io.busha.resourceserver.it.jaxrs;

import io.busha.resourceserver.guard.RequestGuard;
import io.busha.resourceserver.guard.Settings;
import io.busha.resourceserver.it.app.BodyProbe;
import io.busha.resourceserver.it.app.Cors;
import io.busha.resourceserver.it.app.Meters;
import io.busha.resourceserver.it.app.ServletDoor;
import io.busha.resourceserver.it.app.Sightings;
import io.busha.resourceserver.it.contract.Framework;
import io.busha.resourceserver.it.contract.Front;
import io.busha.resourceserver.jaxrs.BushaFeature;
import io.busha.resourceserver.testkit.RawHttp;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The application of the contract on an implementation of JAX-RS. */
final class JaxRsDoor extends ServletDoor {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final BushaFeature feature;
    private final RequestGuard guard;
    private final JaxRsServer server;
    private final Front front;
    private final LoggedTable logged;

    JaxRsDoor(Map<String, String> settings, Registration registration, JaxRsRuntime runtime) throws Exception {
        guard = RequestGuard.builder(Settings.from(settings))
                .meterRegistry(registry)
                .build();
        feature = BushaFeature.of(guard);
        Parts application = application(settings, registration).withInstance(new Admission());
        JaxRsServer.Plan plan = JaxRsServer.of(runtime, application)
                .beforehand(context -> Sightings.of(context).begin(() -> Meters.text(registry)))
                .filter("cors", new Cors());
        if (runtime.opensBodies()) {
            application.withInstance(new EntityProbe());
        } else {
            plan.filter("probe", new BodyProbe());
        }
        Metrics.addRegistry(registry);
        logged = new LoggedTable();
        server = started(plan);
        front = new Front(Set.of(400, 404), Front.TOMCAT.trace(), true);
    }

    private JaxRsServer started(JaxRsServer.Plan plan) throws Exception {
        try {
            return plan.start();
        } catch (Exception e) {
            closeParts();
            throw e;
        }
    }

    private Parts application(Map<String, String> settings, Registration registration) {
        Map<String, String> properties = new LinkedHashMap<>();
        settings.forEach((name, value) -> properties.put("busha." + name, value));
        return switch (registration) {
            case FOUND -> Parts.ofContract().withProperties(properties);
            case BY_CLASS -> Parts.ofContract().withProperties(properties).with(BushaFeature.class);
            case BY_INSTANCE -> Parts.ofContract().withInstance(feature);
        };
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    protected ServletContext context() {
        return server.context();
    }

    @Override
    public String table() {
        return feature.audit().map(Object::toString).orElseGet(this::loggedTable);
    }

    /** Returns the table that a discovered feature logged. Some implementations create the feature with the first request. */
    private String loggedTable() {
        RawHttp.get(server.uri(), "/");
        return logged.text();
    }

    /** Returns Tomcat's own answers, and 404 for paths that no servlet is mapped on. */
    @Override
    public Front front() {
        return front;
    }

    @Override
    public Framework framework() {
        return Framework.JAX_RS;
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            closeParts();
        }
    }

    private void closeParts() {
        try (guard;
                feature;
                logged) {
            Metrics.removeRegistry(registry);
        }
    }
}
