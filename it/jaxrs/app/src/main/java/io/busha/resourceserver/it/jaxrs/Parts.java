package io.busha.resourceserver.it.jaxrs;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An application that is assembled before it is started. */
public class Parts extends Application {

    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final Set<Object> singletons = new LinkedHashSet<>();
    private final Map<String, Object> properties = new LinkedHashMap<>();

    private Parts() {}

    /** Returns an application without a path of its own. */
    public static Parts of(Class<?>... classes) {
        return new Parts().with(classes);
    }

    /** Returns an application whose path is {@code /v1}. */
    public static Parts belowV1(Class<?>... classes) {
        return new BelowV1().with(classes);
    }

    @ApplicationPath("v1")
    private static final class BelowV1 extends Parts {}

    /** Returns an application with the resources of the contract. */
    public static Parts ofContract() {
        Parts parts = of(
                OpenResources.ForAll.class,
                OpenResources.Mdc.class,
                ScopedResource.class,
                MeResource.class,
                ConnectionResource.class);
        parts.classes.addAll(UndeclaredResources.all());
        parts.classes.addAll(InheritedResources.all());
        return parts;
    }

    /** Adds classes of resources, providers and features, which the implementation instantiates. */
    public Parts with(Class<?>... more) {
        classes.addAll(List.of(more));
        return this;
    }

    /** Adds an instance of a resource, provider or feature. */
    public Parts withInstance(Object instance) {
        singletons.add(instance);
        return this;
    }

    /** Sets properties of the application's configuration. */
    public Parts withProperties(Map<String, ?> more) {
        properties.putAll(more);
        return this;
    }

    @Override
    public Set<Class<?>> getClasses() {
        return Set.copyOf(classes);
    }

    /** Overrides a method that is deprecated because of CDI, which these applications do not use. */
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
