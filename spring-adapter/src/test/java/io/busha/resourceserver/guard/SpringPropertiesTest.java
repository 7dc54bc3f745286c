package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;

/** What editors are told about Spring's properties: all settings, and nothing else but the SSL bundle. */
class SpringPropertiesTest {

    private static final String SSL_BUNDLE = "ssl-bundle";
    private static final Path METADATA =
            Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");

    @Test
    void documentsRangeAndDefaultOfEverySetting() throws Exception {
        List<?> properties = list(metadata(), "properties");
        assertThat(properties).hasSize(Setting.values().length + 1);
        for (Setting setting : Setting.values()) {
            Map<?, ?> property = named("busha." + setting.id(), properties);
            assertThat(String.valueOf(property.get("description")).toLowerCase(Locale.ROOT))
                    .contains(setting.range().toLowerCase(Locale.ROOT));
            Object shown = property.get("defaultValue");
            assertThat(shown == null ? "" : shown.toString()).isEqualTo(setting.fallback());
            String type = String.valueOf(property.get("type"));
            assertThat(type.equals("java.util.List<java.lang.String>"))
                    .isEqualTo(setting == Setting.CLIENT_ID || setting == Setting.ROUTES);
            Class.forName(type.replaceFirst("<.*", ""));
        }
        named("busha." + SSL_BUNDLE, properties);
    }

    @Test
    void listsValuesOfEveryChoice() throws Exception {
        List<?> hints = list(metadata(), "hints");
        Map<String, Set<String>> choices = Map.of(
                "busha.environment", Set.of("production", "sandbox"),
                "busha.critical-endpoints", Set.of("declared", "all"),
                "busha.revocation-mode", Set.of("denylist", "allowlist"),
                "busha.start-up", Set.of("lazy", "required"),
                "busha.signature-provider", Set.of("auto", "jdk"));
        assertThat(hints).hasSize(choices.size());
        choices.forEach((name, values) -> assertThat(list(named(name, hints), "values").stream()
                        .map(value -> ((Map<?, ?>) value).get("value"))
                        .map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(values));
    }

    private static List<?> list(Map<?, ?> object, String member) {
        return (List<?>) Objects.requireNonNull(object.get(member));
    }

    private static Map<?, ?> named(String name, List<?> objects) {
        return objects.stream()
                .<Map<?, ?>>map(object -> (Map<?, ?>) object)
                .filter(object -> name.equals(object.get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    private static Map<String, Object> metadata() throws Exception {
        return JsonUtil.parseJson(read());
    }

    private static String read() throws IOException {
        return Files.readString(METADATA);
    }
}
