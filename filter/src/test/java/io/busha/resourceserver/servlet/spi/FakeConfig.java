package io.busha.resourceserver.servlet.spi;

import io.busha.resourceserver.testkit.LocalIssuer;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name and init-params of a filter as a container provides them. */
final class FakeConfig {

    private final String name;
    private final FakeApplication application;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    FakeConfig(String name, FakeApplication application) {
        this.name = name;
        this.application = application;
    }

    FakeConfig parameter(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    /** The settings that every guard needs. */
    FakeConfig issuer(LocalIssuer issuer) {
        return parameter("issuer", issuer.issuer()).parameter("client-id", LocalIssuer.CLIENT_ID);
    }

    FakeApplication application() {
        return application;
    }

    FilterConfig config() {
        return Fakes.of(FilterConfig.class, this);
    }

    // What FilterConfig declares

    String getFilterName() {
        return name;
    }

    ServletContext getServletContext() {
        return application.context();
    }

    @Nullable String getInitParameter(String key) {
        return parameters.get(key);
    }

    Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }
}
