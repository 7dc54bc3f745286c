package io.busha.resourceserver.spring.handler;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
                paths(endpoints, ActuatorConfiguration::ofHealth), paths(endpoints, ActuatorConfiguration::ofOthers));
    }

    private static Supplier<Set<String>> paths(
            ObjectProvider<PathMappedEndpoints> endpoints, Function<PathMappedEndpoints, Set<String>> paths) {
        return () -> endpoints.stream().map(paths).flatMap(Set::stream).collect(Collectors.toSet());
    }

    private static Set<String> ofHealth(PathMappedEndpoints endpoints) {
        Set<String> paths = new HashSet<>();
        String path = endpoints.getPath(HEALTH);
        if (path != null) {
            paths.add(path);
        }
        paths.addAll(endpoints.getAdditionalPaths(WebServerNamespace.SERVER, HEALTH));
        paths.addAll(endpoints.getAdditionalPaths(WebServerNamespace.MANAGEMENT, HEALTH));
        return paths;
    }

    private static Set<String> ofOthers(PathMappedEndpoints endpoints) {
        Set<String> paths = new HashSet<>(endpoints.getAllPaths());
        paths.remove(endpoints.getPath(HEALTH));
        return paths;
    }
}
