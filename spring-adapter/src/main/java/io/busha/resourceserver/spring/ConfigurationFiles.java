package io.busha.resourceserver.spring;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.CompositePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds the property sources that were written for this application: configuration files, config trees, {@code @PropertySource}, config
 * servers and defaults in code. Environment variables, system properties, command-line arguments, parameters of a Servlet container and
 * test properties are left out: other programs put their own names there, as Kubernetes does with {@code BUSHA_PORT}.
 */
final class ConfigurationFiles {

    private static final Set<String> OTHER_SOURCES = Set.of(
            "systemEnvironment",
            "systemProperties",
            "commandLineArgs",
            "spring.application.json",
            "servletConfigInitParams",
            "servletContextInitParams",
            "test",
            "Inlined Test Properties",
            "Dynamic Test Properties");

    private ConfigurationFiles() {}

    /** A property name in one of these sources; its value is never read. */
    record WrittenName(String text, PropertySource<?> source) {

        /** Returns the name in Spring's form for comparison, which ignores case, dashes and underscores. */
        ConfigurationPropertyName name() {
            return ConfigurationPropertyName.adapt(text, '.');
        }

        /** Returns the text before the first index: {@code a.b} for {@code a.b[1].c}. */
        String textBeforeIndex() {
            return text.split("\\[\\d", 2)[0];
        }

        /** Returns the file and line if Spring knows them, otherwise the name of the source. */
        String place() {
            Origin origin = OriginLookup.getOrigin(source, text);
            return origin == null ? source.getName() : origin.toString();
        }
    }

    /** Returns all names, in the order of precedence. */
    static List<WrittenName> namesIn(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .flatMap(ConfigurationFiles::within)
                .flatMap(source -> Arrays.stream(source.getPropertyNames()).map(name -> new WrittenName(name, source)))
                .toList();
    }

    private static Stream<EnumerablePropertySource<?>> within(PropertySource<?> source) {
        if (source instanceof SystemEnvironmentPropertySource
                || source instanceof CommandLinePropertySource
                || OTHER_SOURCES.contains(source.getName())) {
            return Stream.empty();
        }
        if (source instanceof CompositePropertySource several) {
            return several.getPropertySources().stream().flatMap(ConfigurationFiles::within);
        }
        return source instanceof EnumerablePropertySource<?> one ? Stream.of(one) : Stream.empty();
    }
}
