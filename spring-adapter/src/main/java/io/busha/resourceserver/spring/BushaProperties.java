package io.busha.resourceserver.spring;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** The properties as texts, for the one parser of settings to read; {@code ssl-bundle} is Spring's alone. */
@ConfigurationProperties("busha")
record BushaProperties(
        @Nullable String environment,
        @Nullable String issuer,
        @Nullable String discoveryUri,
        @Nullable String jwksOrigin,
        @Nullable String clientId,
        @Nullable String routes,
        @Nullable String clockSkew,
        @Nullable String maxTokenLength,
        @Nullable String jwksFile,
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
        @Nullable String realm,
        @Nullable String mdc,
        @Nullable String sslBundle) {

    private static final String SSL_BUNDLE = "ssl-bundle";

    /** What is set, by bare names. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        for (RecordComponent component : BushaProperties.class.getRecordComponents()) {
            String name = DataObjectPropertyName.toDashedForm(component.getName());
            String value = valueOf(component);
            if (value != null && !name.equals(SSL_BUNDLE)) {
                settings.put(name, value);
            }
        }
        return settings;
    }

    private @Nullable String valueOf(RecordComponent component) {
        try {
            return (String) component.getAccessor().invoke(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
