package io.busha.resourceserver.it.webflux;

import io.busha.resourceserver.it.contract.Door;
import io.busha.resourceserver.it.contract.Framework;
import io.busha.resourceserver.spring.AuditedDoor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/** The application of the contract on Boot with Netty. */
final class WebFluxDoor implements Door {

    private final ConfigurableApplicationContext application;

    /** The sources of the application, in addition to auto-configuration. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        OpenController.class,
        UndeclaredController.class,
        ScopedController.class,
        MeController.class,
        ConnectionController.class,
        InheritedControllers.OfSuperclass.class,
        InheritedControllers.OfInterface.class,
        InheritedControllers.OfGeneric.class,
        InheritedControllers.OfBridge.class,
        InheritedControllers.Proxies.class,
        Rerouting.Filtered.class,
        Rerouting.Unlisted.class
    })
    static class Application {

        @Bean
        SimpleMeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        /** Provides resources for this server only, because closing the shared ones would close every server of the process. */
        @Bean
        ReactorResourceFactory resources() {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            resources.setShutdownQuietPeriod(Duration.ZERO); // two seconds otherwise
            return resources;
        }

        @Bean
        Sightings sightings() {
            return new Sightings();
        }

        @Bean
        BodyProbe probe(Sightings seen) {
            return new BodyProbe(seen);
        }
    }

    WebFluxDoor(Map<String, String> settings) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.REACTIVE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .properties(properties(settings))
                .run();
    }

    private static Map<String, Object> properties(Map<String, String> settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", "0");
        properties.put("server.address", "127.0.0.1");
        properties.put("server.max-http-request-header-size", "128KB");
        properties.put("server.shutdown", "immediate");
        properties.put("spring.reactor.context-propagation", "auto");
        properties.put("spring.webflux.hiddenmethod.filter.enabled", "true"); // this filter reads forms behind the door
        properties.put("spring.web.resources.static-locations", "classpath:/contract-web/");
        settings.forEach((name, value) ->
                properties.put(name.startsWith(Rerouting.OF_APPLICATION) ? name : "busha." + name, value));
        return properties;
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port"));
    }

    @Override
    public int handled(String name) {
        return application.getBean(Sightings.class).handled(name);
    }

    @Override
    public String table() {
        return application.getBean(AuditedDoor.class).audit().orElseThrow().toString();
    }

    @Override
    public boolean bodyTouched() {
        return application.getBean(Sightings.class).touched().getAndSet(false);
    }

    @Override
    public String meters() {
        return application.getBean(MeterRegistry.class).getMeters().stream()
                .map(meter -> meter.getId() + " " + meter.measure())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public Framework framework() {
        return Framework.SPRING_WEBFLUX;
    }

    @Override
    public void close() {
        application.close();
    }
}
