package io.busha.resourceserver.spring;

import io.busha.resourceserver.guard.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.Delimiter;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.Environment;

/**
 * The properties as text, to be parsed by {@link Settings} like any other source; only {@code ssl-bundle} is specific to Spring. The
 * elements of a list are joined; a single text is not split here.
 */
final class BushaProperties {

    private static final String SSL_BUNDLE = "ssl-bundle";

    /** The properties that may be lists, and the separators that the parser of settings expects between their elements. */
    private static final Map<String, String> SEPARATORS = Map.of("busha.client-id", ",", "busha.routes", "\n");

    private static final Bindable<List<String>> LIST = Bindable.listOf(String.class)
            .withAnnotations(MergedAnnotation.of(Delimiter.class, Map.of("value", Delimiter.NONE))
                    .synthesize());

    private BushaProperties() {}

    /** Returns the names of all properties below {@code busha}, in the order of declaration. */
    static Set<String> names() {
        Set<String> names =
                new LinkedHashSet<>(Settings.ofProperties(name -> "any").keySet());
        names.add(SSL_BUNDLE);
        return names;
    }

    /** Returns whether this property may be a list. */
    static boolean isList(String property) {
        return SEPARATORS.containsKey(property);
    }

    /** Returns the settings that have a value, by their names without the prefix {@code busha}. */
    static Map<String, String> settings(Environment environment) {
        Binder binder = Binder.get(environment);
        return Settings.ofProperties(name -> text(binder, name));
    }

    private static @Nullable String text(Binder binder, String name) {
        String separator = SEPARATORS.get(name);
        return separator == null
                ? binder.bind(name, String.class).orElse(null)
                : binder.bind(name, LIST)
                        .map(elements -> String.join(separator, elements))
                        .orElse(null);
    }

    /** Returns the name of the SSL bundle for connections to the issuer, or an empty string. */
    static String sslBundle(Environment environment) {
        return Binder.get(environment)
                .bind("busha." + SSL_BUNDLE, String.class)
                .orElse("")
                .strip();
    }
}
