package io.busha.resourceserver.spring.handler;

import io.busha.resourceserver.route.Declaration;
import io.busha.resourceserver.route.Rule;
import java.util.Set;
import java.util.function.Supplier;

/** Where the actuator's health endpoint and its groups are: the one endpoint that is open as Boot brings it. Thread-safe. */
public final class HealthPaths {

    /** What it declares. */
    static final Declaration OPEN = Declaration.of(Rule.open(), "the health endpoint's default");

    private static final String BOOT = "org.springframework.boot.";
    private static final String MVC = ".AbstractWebMvcEndpointHandlerMapping$OperationHandler";
    private static final String WEBFLUX = ".AbstractWebFluxEndpointHandlerMapping$ReadOperationHandler";

    private final Supplier<Set<String>> own;
    private final Supplier<Set<String>> others;

    /** By the paths that the health endpoint and the other endpoints of the actuator are mapped on, asked for with a request. */
    HealthPaths(Supplier<Set<String>> own, Supplier<Set<String>> others) {
        this.own = own;
        this.others = others;
    }

    /** Where there is no actuator. */
    public static HealthPaths none() {
        return new HealthPaths(Set::of, Set::of);
    }

    /** Whether this is code of the actuator, on a path of the health endpoint or below one. */
    boolean isServedBy(Class<?> code, String pattern) {
        String name = code.getName();
        return name.startsWith(BOOT)
                && (name.endsWith(MVC) || name.endsWith(WEBFLUX))
                && isWithin(own.get(), pattern)
                && !isWithin(others.get(), pattern);
    }

    private static boolean isWithin(Set<String> paths, String pattern) {
        return paths.stream().anyMatch(path -> pattern.equals(path) || pattern.startsWith(path + "/"));
    }
}
