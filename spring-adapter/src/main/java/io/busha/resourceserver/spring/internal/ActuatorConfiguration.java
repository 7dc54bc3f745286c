package io.busha.resourceserver.spring.internal;

import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configuration that tells the doors the paths of the health endpoint, if the actuator is on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(PathMappedEndpoints.class)
public final class ActuatorConfiguration {

    /** Called by Spring. */
    public ActuatorConfiguration() {}

    private static final EndpointId HEALTH = EndpointId.of("health");

    @Bean
    HealthPaths bushaHealthPaths(ObjectProvider<PathMappedEndpoints> endpoints) {
        return new HealthPaths(
                () -> endpoints.stream().flatMap(ActuatorConfiguration::ofHealth),
                () -> endpoints.stream().flatMap(ActuatorConfiguration::ofOthers));
    }

    private static Stream<String> ofHealth(PathMappedEndpoints endpoints) {
        return Stream.concat(
                Stream.ofNullable(endpoints.getPath(HEALTH)),
                Stream.of(WebServerNamespace.SERVER, WebServerNamespace.MANAGEMENT)
                        .flatMap(server -> endpoints.getAdditionalPaths(server, HEALTH).stream()));
    }

    private static Stream<String> ofOthers(PathMappedEndpoints endpoints) {
        return endpoints.getAllPaths().stream().filter(path -> !path.equals(endpoints.getPath(HEALTH)));
    }
}
