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
 * The property sources that were written for this application: configuration files, config trees, {@code @PropertySource}, config
 * servers, defaults in code. Names in the environment, the system properties, the command line, the parameters of a servlet container
 * and the properties of a test are left alone: other programs put theirs there, as Kubernetes does with {@code BUSHA_PORT}.
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

    /** One name in one of them; values are not looked at. */
    record WrittenName(String text, PropertySource<?> source) {

        /** The name as Spring compares it, whatever its case, dashes and underscores. */
        ConfigurationPropertyName name() {
            return ConfigurationPropertyName.adapt(text, '.');
        }

        /** For {@code a.b[1].c} this is {@code a.b}. */
        String textBeforeIndex() {
            return text.split("\\[\\d", 2)[0];
        }

        /** The file and the line, if Spring knows them, else the name of the source. */
        String place() {
            Origin origin = OriginLookup.getOrigin(source, text);
            return origin == null ? source.getName() : origin.toString();
        }
    }

    /** All names, those that count first. */
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
