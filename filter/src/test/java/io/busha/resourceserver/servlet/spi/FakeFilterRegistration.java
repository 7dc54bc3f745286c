package io.busha.resourceserver.servlet.spi;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/** A filter and its mappings as a container shows them. */
final class FakeFilterRegistration {

    private final String name;
    private final String className;
    private final List<String> patterns = new ArrayList<>();
    private final List<String> servlets = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();

    FakeFilterRegistration(String name, Class<?> type) {
        this(name, type.getName());
    }

    FakeFilterRegistration(String name, String className) {
        this.name = name;
        this.className = className;
    }

    FakeFilterRegistration on(String... urlPatterns) {
        patterns.addAll(List.of(urlPatterns));
        return this;
    }

    FakeFilterRegistration before(String... servletNames) {
        servlets.addAll(List.of(servletNames));
        return this;
    }

    FilterRegistration.Dynamic registration() {
        return Fakes.of(FilterRegistration.Dynamic.class, this);
    }

    /** Returns what was set by code, in order. */
    List<String> settings() {
        return settings;
    }

    // What FilterRegistration.Dynamic declares

    String getName() {
        return name;
    }

    String getClassName() {
        return className;
    }

    Collection<String> getUrlPatternMappings() {
        return patterns;
    }

    Collection<String> getServletNameMappings() {
        return servlets;
    }

    void setAsyncSupported(boolean supported) {
        settings.add("async-supported " + supported);
    }

    void addMappingForUrlPatterns(EnumSet<DispatcherType> types, boolean isMatchAfter, String... urlPatterns) {
        settings.add(types + (isMatchAfter ? " after the others " : " before the others ") + List.of(urlPatterns));
        on(urlPatterns);
    }

    void addMappingForServletNames(EnumSet<DispatcherType> types, boolean isMatchAfter, String... servletNames) {
        settings.add(types
                + (isMatchAfter ? " after the others, servlets " : " before the others, servlets ")
                + List.of(servletNames));
        before(servletNames);
    }
}
