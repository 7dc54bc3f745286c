package io.busha.resourceserver.spring;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.Delimiter;

/**
 * The properties as text, to be parsed by {@code Settings} like any other source; only {@code ssl-bundle} is specific to Spring. The
 * elements of a list are joined; a single text is not split here.
 */
@ConfigurationProperties("busha")
record BushaProperties(
        @Nullable String environment,
        @Nullable String issuer,
        @Nullable String discoveryUri,
        @Nullable String jwksOrigin,
        @Delimiter(Delimiter.NONE) @Nullable List<String> clientId,
        @Delimiter(Delimiter.NONE) @Nullable List<String> routes,
        @Nullable String clockSkew,
        @Nullable String maxTokenLength,
        @Nullable String jwksFile,
        @Nullable String jwksCacheFile,
        @Nullable String startUp,
        @Nullable String startUpLimit,
        @Nullable String jwksCacheTtl,
        @Nullable String jwksOutageTolerance,
        @Nullable String jwksRetryCap,
        @Nullable String jwksRetryAfterCap,
        @Nullable String unknownKidCoolDown,
        @Nullable String keyWait,
        @Nullable String keyWaitPlaces,
        @Nullable String tolerateStaleKid,
        @Nullable String staleKidRate,
        @Nullable String signatureProvider,
        @Nullable String tokenCacheSize,
        @Nullable String tokenCacheHeap,
        @Nullable String realm,
        @Nullable String mdc,
        @Nullable String sslBundle) {

    private static final String SSL_BUNDLE = "ssl-bundle";

    /** The separators that the parser of settings expects between the elements of a list. */
    private static final Map<String, String> SEPARATORS = Map.of("client-id", ",", "routes", "\n");

    /** Returns the names of all properties below {@code busha}, in the order of declaration. */
    static Set<String> names() {
        return Arrays.stream(BushaProperties.class.getRecordComponents())
                .map(BushaProperties::nameOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the names of the properties that may be lists. */
    static Set<String> lists() {
        return SEPARATORS.keySet();
    }

    private static String nameOf(RecordComponent component) {
        return DataObjectPropertyName.toDashedForm(component.getName());
    }

    /** Returns the values that are set, by their names without the prefix {@code busha}, and without {@code ssl-bundle}. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (RecordComponent component : BushaProperties.class.getRecordComponents()) {
            String name = nameOf(component);
            Object value = valueOf(component);
            if (value != null && !name.equals(SSL_BUNDLE)) {
                settings.put(name, text(name, value));
            }
        }
        return settings;
    }

    private static String text(String name, Object value) {
        return value instanceof List<?> list
                ? list.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(Objects.requireNonNull(SEPARATORS.get(name))))
                : value.toString();
    }

    private @Nullable Object valueOf(RecordComponent component) {
        try {
            return component.getAccessor().invoke(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
