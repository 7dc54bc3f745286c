package io.busha.resourceserver.spring.test;

import io.busha.resourceserver.testkit.LocalIssuer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/** Settings that point an application at the issuer of the tests and at nothing else. The issuer starts when a setting first needs it. */
final class IssuerProperties extends EnumerablePropertySource<Map<String, Supplier<String>>> {

    IssuerProperties() {
        super("busha issuer of the tests", properties());
    }

    /** A blank setting counts as not set: it hides a production setting that belongs to the production issuer. */
    private static Map<String, Supplier<String>> properties() {
        Map<String, Supplier<String>> properties = new LinkedHashMap<>();
        properties.put("busha.issuer", () -> TestIssuer.get().issuer());
        properties.put("busha.client-id", () -> LocalIssuer.CLIENT_ID);
        for (String name : new String[] {"environment", "discovery-uri", "jwks-origin", "jwks-file", "ssl-bundle"}) {
            properties.put("busha." + name, () -> "");
        }
        return properties;
    }

    @Override
    public String[] getPropertyNames() {
        return source.keySet().toArray(new String[0]);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        Supplier<String> value = source.get(name);
        return value == null ? null : value.get();
    }
}
