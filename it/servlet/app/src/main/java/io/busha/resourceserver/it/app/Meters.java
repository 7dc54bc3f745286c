package io.busha.resourceserver.it.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.stream.Collectors;

/** Exposes the meters of the global registry to the contract, for applications that only a {@code web.xml} configures. */
public final class Meters implements ServletContextListener {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Metrics.addRegistry(registry);
        Sightings.of(event.getServletContext()).begin(() -> text(registry));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Metrics.removeRegistry(registry);
        registry.close();
    }

    /** Returns all meters of a registry as text. */
    public static String text(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> meter.getId() + " " + meter.measure())
                .collect(Collectors.joining("\n"));
    }
}
