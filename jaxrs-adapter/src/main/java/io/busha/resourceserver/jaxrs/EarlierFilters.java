package io.busha.resourceserver.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Configuration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds filters of the application that run before the door and may answer in its place. They are only logged: their author alone can judge
 * whether that is safe.
 */
final class EarlierFilters {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierFilters.class);
    private static final int NO_PRIORITY = -1; // Jersey's value for a filter registered without a priority

    private EarlierFilters() {}

    /** Logs the filters, if there are any. */
    static void log(List<String> filters) {
        if (!filters.isEmpty()) {
            LOG.warn(
                    "These filters run before the credential is checked, so responses that they send are not protected: {}."
                            + " If a filter need not run first, give it a priority above {}",
                    filters,
                    Priorities.AUTHENTICATION);
        }
    }

    /** Returns the names of the earlier filters, for implementations whose configuration covers the whole application. */
    static List<String> in(Configuration configuration) {
        return Stream.concat(
                        configuration.getClasses().stream(),
                        configuration.getInstances().stream().map(Object::getClass))
                .filter(type -> type != AuthenticationFilter.class
                        && ContainerRequestFilter.class.isAssignableFrom(type)
                        && type.isAnnotationPresent(PreMatching.class)
                        && priority(configuration, type) <= Priorities.AUTHENTICATION)
                .map(Class::getName)
                .distinct()
                .sorted()
                .toList();
    }

    private static int priority(Configuration configuration, Class<?> type) {
        Integer registered = configuration.getContracts(type).get(ContainerRequestFilter.class);
        if (registered != null && registered != NO_PRIORITY) {
            return registered;
        }
        Priority declared = type.getAnnotation(Priority.class);
        return declared == null ? Priorities.USER : declared.value();
    }
}
