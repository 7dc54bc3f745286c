package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The order in which a container calls the filters of an application. The Servlet API does not show it. */
interface FilterOrder {

    /**
     * Returns the filter name of each mapping, in the order in which the filters are called.
     *
     * @throws IllegalStateException if the container does not show it
     */
    List<String> names();

    /**
     * Moves the mappings of these filters behind all others.
     *
     * @throws IllegalStateException if the container does not allow it
     */
    void putLast(Set<String> filters);

    /**
     * Removes each mapping that repeats an earlier one: Jetty keeps the mappings of web.xml when it stops a context, and adds them again
     * when it restarts it.
     */
    default void dropRepeats() {}

    /** Returns the filter order of this context's container; empty if the container is not supported. */
    static Optional<FilterOrder> of(ServletContext context) {
        return of(context.getClass().getName(), new Reflected(context));
    }

    /** Returns the filter order of the container whose {@code ServletContext} class has this name; empty if it is not supported. */
    static Optional<FilterOrder> of(String container, Reflected context) {
        if (container.startsWith("org.apache.catalina.core.")) {
            return Optional.of(new OfTomcat(context));
        }
        if (container.startsWith("org.eclipse.jetty.")) {
            return Optional.of(new OfJetty(context));
        }
        if (container.startsWith("io.undertow.servlet.")) {
            return Optional.of(new OfUndertow(context));
        }
        return Optional.empty();
    }

    private static List<String> namesOf(Stream<?> mappings) {
        return mappings.map(FilterOrder::nameOf).toList();
    }

    private static String nameOf(Object mapping) {
        return (String) new Reflected(mapping).get("getFilterName").target();
    }

    /** Tomcat's {@code StandardContext}, behind two facades. */
    record OfTomcat(Reflected facade) implements FilterOrder {

        @Override
        public List<String> names() {
            return namesOf(mappings());
        }

        @Override
        public void putLast(Set<String> filters) {
            mappings().filter(mapping -> filters.contains(nameOf(mapping))).forEach(mapping -> {
                context().invoke("removeFilterMap", mapping);
                context().invoke("addFilterMap", mapping);
            });
        }

        private Reflected context() {
            return facade.field("context").field("context");
        }

        private Stream<Object> mappings() {
            return Arrays.stream((Object[]) context().get("findFilterMaps").target());
        }
    }

    /** Jetty's {@code ServletHandler}. */
    record OfJetty(Reflected context) implements FilterOrder {

        @Override
        public List<String> names() {
            return namesOf(Arrays.stream(mappings()));
        }

        @Override
        public void putLast(Set<String> filters) {
            List<Object> ordered = new ArrayList<>(List.of(mappings()));
            List<Object> last = ordered.stream()
                    .filter(mapping -> filters.contains(nameOf(mapping)))
                    .toList();
            ordered.removeAll(last);
            ordered.addAll(last);
            set(ordered);
        }

        @Override
        public void dropRepeats() {
            Map<String, Object> first = new LinkedHashMap<>();
            for (Object mapping : mappings()) {
                first.putIfAbsent(mapping.toString(), mapping); // the text shows everything that it maps
            }
            if (first.size() < mappings().length) {
                set(first.values());
            }
        }

        private void set(Collection<Object> ordered) {
            Object typed = Array.newInstance(mappings().getClass().getComponentType(), ordered.size());
            handler().invoke("setFilterMappings", (Object) ordered.toArray((Object[]) typed));
        }

        private Reflected handler() {
            return context.get("getContextHandler").get("getServletHandler");
        }

        private Object[] mappings() {
            return (Object[]) handler().get("getFilterMappings").target();
        }
    }

    /** Undertow's {@code DeploymentInfo}, which cannot be changed once the application runs. */
    record OfUndertow(Reflected context) implements FilterOrder {

        @Override
        public List<String> names() {
            Reflected deployment = context.get("getDeployment").get("getDeploymentInfo");
            return namesOf(((List<?>) deployment.get("getFilterMappings").target()).stream());
        }

        @Override
        public void putLast(Set<String> filters) {
            throw new IllegalStateException("Undertow cannot change the order of filters");
        }
    }
}
