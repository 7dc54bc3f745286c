package io.busha.resourceserver.it.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.stream.Collectors;

/** Where nothing but a {@code web.xml} makes the application: keeps the meters of the global registry for the contract. */
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

    /** All meters of a registry. */
    public static String text(MeterRegistry registry) {
        return registry.getMeters().stream()
                .map(meter -> meter.getId() + " " + meter.measure())
                .collect(Collectors.joining("\n"));
    }
}
