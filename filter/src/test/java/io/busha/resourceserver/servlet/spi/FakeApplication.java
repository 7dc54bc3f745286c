package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.EventListener;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An application with servlets, filters and context-params, as a container shows it through its {@link ServletContext}. */
final class FakeApplication {

    private final Map<String, ServletRegistration> servlets = new LinkedHashMap<>();
    private final Map<String, FakeFilterRegistration> filters = new LinkedHashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final List<EventListener> listeners = new ArrayList<>();
    private @Nullable ClassLoader loader = FakeApplication.class.getClassLoader();
    private boolean hidesFilters;
    private boolean refusesAttributes;
    private final Map<String, Filter> added = new HashMap<>();
    private @Nullable String webXml;

    private record Servlet(String getName, @Nullable String getClassName, Collection<String> getMappings) {}

    FakeApplication servlet(Class<?> type, String... patterns) {
        return servlet(type.getSimpleName(), type.getName(), patterns);
    }

    FakeApplication servlet(String name, @Nullable String className, String... patterns) {
        servlets.put(name, Fakes.of(ServletRegistration.class, new Servlet(name, className, List.of(patterns))));
        return this;
    }

    FakeApplication filter(FakeFilterRegistration filter) {
        filters.put(filter.getName(), filter);
        return this;
    }

    FakeApplication attribute(String name, Object value) {
        attributes.put(name, value);
        return this;
    }

    FakeApplication parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** Loads the application's classes with this loader; with null, the container reports none. */
    FakeApplication loadedBy(@Nullable ClassLoader classes) {
        loader = classes;
        return this;
    }

    /** Behaves as Servlet 6.0 section 4.4 requires while the listener of an initializer runs. */
    FakeApplication hidingFilters(boolean hides) {
        hidesFilters = hides;
        return this;
    }

    /** Fails when an attribute is set. */
    FakeApplication refusingAttributes(boolean refuses) {
        refusesAttributes = refuses;
        return this;
    }

    @Nullable FakeFilterRegistration filter(String name) {
        return filters.get(name);
    }

    /** Sets the text of its web.xml. */
    FakeApplication webXml(String text) {
        webXml = text;
        return this;
    }

    /** Returns the filter that was added under this name. */
    Filter added(String name) {
        return Objects.requireNonNull(added.get(name));
    }

    List<EventListener> listeners() {
        return listeners;
    }

    ServletContext context() {
        return Fakes.of(ServletContext.class, this);
    }

    /** Returns the context of a container whose own classes belong to this loader. */
    ServletContext contextIn(ClassLoader container) {
        return Fakes.of(ServletContext.class, this, container);
    }

    // What ServletContext declares

    String getContextPath() {
        return "/bank";
    }

    @Nullable ClassLoader getClassLoader() {
        return loader;
    }

    @Nullable String getInitParameter(String name) {
        return parameters.get(name);
    }

    Map<String, ? extends ServletRegistration> getServletRegistrations() {
        return servlets;
    }

    @Nullable ServletRegistration getServletRegistration(String name) {
        return servlets.get(name);
    }

    Map<String, ? extends FilterRegistration> getFilterRegistrations() {
        if (hidesFilters) {
            throw new UnsupportedOperationException("not from this listener");
        }
        Map<String, FilterRegistration> shown = new LinkedHashMap<>();
        filters.forEach((name, filter) -> shown.put(name, filter.registration()));
        return shown;
    }

    /** Returns null if there is already a filter of this name. */
    FilterRegistration.@Nullable Dynamic addFilter(String name, Filter filter) {
        if (filters.containsKey(name)) {
            return null;
        }
        added.put(name, filter);
        FakeFilterRegistration registered = new FakeFilterRegistration(name, filter.getClass());
        filter(registered);
        return registered.registration();
    }

    @Nullable InputStream getResourceAsStream(String path) {
        return webXml != null && path.equals("/WEB-INF/web.xml")
                ? new ByteArrayInputStream(webXml.getBytes(StandardCharsets.UTF_8))
                : null;
    }

    void addListener(EventListener listener) {
        listeners.add(listener);
    }

    Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }

    @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    void removeAttribute(String name) {
        attributes.remove(name);
    }

    void setAttribute(String name, Object value) {
        if (refusesAttributes) {
            throw new IllegalStateException("no attributes");
        }
        attributes.put(name, value);
    }
}
