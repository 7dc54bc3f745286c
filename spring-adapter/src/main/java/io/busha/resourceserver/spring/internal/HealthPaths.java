package io.busha.resourceserver.spring.internal;

import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Declaration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The paths of the actuator's health endpoint and its groups, the only endpoint that is open by default. Thread-safe. */
public final class HealthPaths {

    /** The declaration of the health endpoint. */
    static final Declaration OPEN = Declaration.of(Rule.open(), "the health endpoint's default");

    private static final String BOOT = "org.springframework.boot.";
    private static final String MVC = ".AbstractWebMvcEndpointHandlerMapping$OperationHandler";
    private static final String WEBFLUX = ".AbstractWebFluxEndpointHandlerMapping$ReadOperationHandler";

    private final Supplier<Stream<String>> own;
    private final Supplier<Stream<String>> others;

    /** Uses the paths of the health endpoint and of the other actuator endpoints, which are looked up on each use. */
    HealthPaths(Supplier<Stream<String>> own, Supplier<Stream<String>> others) {
        this.own = own;
        this.others = others;
    }

    /** Returns an instance for applications without an actuator. */
    public static HealthPaths none() {
        return new HealthPaths(Stream::empty, Stream::empty);
    }

    /** Returns whether this is actuator code on or below a path of the health endpoint and of no other endpoint. */
    boolean isServedBy(Class<?> code, String pattern) {
        String name = code.getName();
        return name.startsWith(BOOT)
                && (name.endsWith(MVC) || name.endsWith(WEBFLUX))
                && isWithin(own.get(), pattern)
                && !isWithin(others.get(), pattern);
    }

    private static boolean isWithin(Stream<String> paths, String pattern) {
        return paths.anyMatch(path -> pattern.equals(path) || pattern.startsWith(path + "/"));
    }
}
