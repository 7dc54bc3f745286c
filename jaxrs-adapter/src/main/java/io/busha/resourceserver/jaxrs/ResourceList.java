package io.busha.resourceserver.jaxrs;

import io.busha.resourceserver.route.spi.Declaration;
import io.busha.resourceserver.route.spi.MappedEndpoint;
import io.busha.resourceserver.route.RouteAudit;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resource methods that the implementation knows when the application starts: checked, and listed in the log. It does not protect
 * anything, because some implementations do not pass every method to a dynamic feature. Thread-safe.
 */
final class ResourceList implements DynamicFeature {

    private static final String ANSWERS_TO_OPTIONS = "org.glassfish.jersey.server.wadl.processor.";

    private final ApplicationGuard guard;
    private final List<MappedEndpoint> endpoints = new ArrayList<>();
    private volatile @Nullable RouteAudit audit;

    ResourceList(ApplicationGuard guard) {
        this.guard = guard;
    }

    ApplicationGuard guard() {
        return guard;
    }

    /**
     * {@inheritDoc} A contradiction stops the application at start; a method found later is closed instead. The responses that Jersey adds
     * to each path are closed too but not listed, because nobody can declare a rule for them.
     */
    @Override
    public synchronized void configure(ResourceInfo resource, FeatureContext context) {
        if (audit == null && !resource.getResourceClass().getName().startsWith(ANSWERS_TO_OPTIONS)) {
            try {
                add(resource.getResourceClass(), resource.getResourceMethod());
            } catch (IllegalArgumentException e) {
                guard.end();
                throw e;
            }
        }
    }

    /** Checks a method, and lists it if it is an endpoint. CXF passes locators too. */
    private void add(Class<?> type, Method method) {
        ResourceMapping mapping = ResourceMapping.of(type, method);
        Optional<Declaration> declared = ResourceRules.check(type, method);
        if (mapping.isOfLocator()) {
            return;
        }
        String handler = type.getName() + "." + method.getName();
        String words = (mapping.isOfSubResource() ? "(sub-resource) " : "") + mapping.template();
        MappedEndpoint endpoint = MappedEndpoint.of(words, mapping.paths(), handler);
        Set<String> methods = mapping.servedMethods(type);
        MappedEndpoint mapped = methods.isEmpty() ? endpoint : endpoint.forMethods(methods);
        endpoints.add(declared.map(mapped::declaring).orElse(mapped));
    }

    /** Logs the rules once: when the implementation reports the start, otherwise with the first request. */
    void audit() {
        if (audit == null) {
            auditOnce();
        }
    }

    private synchronized void auditOnce() {
        if (audit == null) {
            audit = guard.current().audit(List.copyOf(endpoints));
        }
    }

    Optional<RouteAudit> audited() {
        return Optional.ofNullable(audit);
    }
}
