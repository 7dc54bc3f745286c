package io.busha.resourceserver.it.app;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of the second filter, {@code partners}: those of the contract with the prefix {@code partners.}, and otherwise those of
 * the first filter. Without any setting of that prefix there is no second filter.
 */
public final class Partners {

    /** The name of the second filter. */
    public static final String NAME = "partners";

    /** The pattern that the second filter is mapped on. */
    public static final String PATTERN = "/partners/*";

    private static final String PREFIX = NAME + ".";

    /** The prefix of settings for the application, not for a filter. */
    private static final String OF_APPLICATION = "contract.";

    private Partners() {}

    /** Returns the settings of the first filter. */
    public static Map<String, String> without(Map<String, String> settings) {
        Map<String, String> first = new LinkedHashMap<>(settings);
        first.keySet().removeIf(name -> name.startsWith(PREFIX) || name.startsWith(OF_APPLICATION));
        return first;
    }

    /** Returns the settings of the second filter; empty if there is none. */
    public static Map<String, String> of(Map<String, String> settings) {
        Map<String, String> first = without(settings);
        if (settings.keySet().stream().noneMatch(name -> name.startsWith(PREFIX))) {
            return Map.of();
        }
        Map<String, String> second = new LinkedHashMap<>(first);
        settings.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                second.put(name.substring(PREFIX.length()), value);
            }
        });
        return second;
    }
}
