package io.busha.resourceserver.it.jaxrs;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An application that is put together part by part, before it is started. */
public class Parts extends Application {

    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final Set<Object> singletons = new LinkedHashSet<>();
    private final Map<String, Object> properties = new LinkedHashMap<>();

    private Parts() {}

    /** One without any path of its own. */
    public static Parts of(Class<?>... classes) {
        return new Parts().with(classes);
    }

    /** One that says that all of it lies below {@code /v1}. */
    public static Parts belowV1(Class<?>... classes) {
        return new BelowV1().with(classes);
    }

    @ApplicationPath("v1")
    private static final class BelowV1 extends Parts {}

    /** The resources of the contract. */
    public static Parts ofContract() {
        Parts parts = of(OpenResources.ForAll.class, OpenResources.Mdc.class, ScopedResource.class, MeResource.class);
        parts.classes.addAll(UndeclaredResources.all());
        parts.classes.addAll(InheritedResources.all());
        return parts;
    }

    /** Adds resources, providers and features, of which the implementation makes the instances. */
    public Parts with(Class<?>... more) {
        classes.addAll(List.of(more));
        return this;
    }

    /** Adds one instance of a resource, provider or feature. */
    public Parts withInstance(Object instance) {
        singletons.add(instance);
        return this;
    }

    /** Sets properties of its configuration. */
    public Parts withProperties(Map<String, ?> more) {
        properties.putAll(more);
        return this;
    }

    @Override
    public Set<Class<?>> getClasses() {
        return Set.copyOf(classes);
    }

    /** Deprecated for reasons of CDI, which is not there. */
    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        return Set.copyOf(singletons);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.copyOf(properties);
    }
}
