package io.busha.resourceserver.it.app;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of the second filter, {@code partners}: all that the contract gives under {@code partners.}, and for the rest
 * what the first filter has. Without any of them there is no second filter.
 */
public final class Partners {

    /** The name of the second filter. */
    public static final String NAME = "partners";

    /** Where it is mapped, besides the first filter. */
    public static final String PATTERN = "/partners/*";

    private static final String PREFIX = NAME + ".";

    /** Settings that are for no filter of ours. */
    private static final String OF_APPLICATION = "contract.";

    private Partners() {}

    /** The settings of the first filter. */
    public static Map<String, String> without(Map<String, String> settings) {
        Map<String, String> first = new LinkedHashMap<>(settings);
        first.keySet().removeIf(name -> name.startsWith(PREFIX) || name.startsWith(OF_APPLICATION));
        return first;
    }

    /** The settings of the second filter; empty where there is none. */
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
