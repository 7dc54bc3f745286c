package io.busha.resourceserver.spring.mvc;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Rule;
import java.util.Set;
import java.util.function.Supplier;

/** Where the actuator's health endpoint and its groups are: the one endpoint that is open as Boot brings it. Thread-safe. */
final class HealthPaths {

    static final Declaration OPEN = Declaration.of(Rule.open(), "the health endpoint's default");

    private static final String BOOT = "org.springframework.boot.";
    private static final String OPERATION = ".AbstractWebMvcEndpointHandlerMapping$OperationHandler";

    private final Supplier<Set<String>> paths;

    /** By the paths that the health endpoint is mapped on; asked when the first endpoint of the actuator is. */
    HealthPaths(Supplier<Set<String>> paths) {
        this.paths = paths;
    }

    /** Whether this is code of the actuator, on a path of the health endpoint or below one. */
    boolean isServedBy(HandlerCode code, String pattern) {
        String name = code.type().getName();
        return name.startsWith(BOOT)
                && name.endsWith(OPERATION)
                && paths.get().stream().anyMatch(path -> pattern.equals(path) || pattern.startsWith(path + "/"));
    }
}
