package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** Spring's properties and what editors are told of them: the settings, one by one, and nothing else but the SSL bundle. */
class SpringPropertiesTest {

    private static final Set<String> LISTS = Set.of("clientId", "routes");
    private static final String SSL_BUNDLE = "ssl-bundle";
    private static final Path METADATA =
            Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");

    @Test
    void bindsEverySettingByItsName() throws ClassNotFoundException {
        Class<?> properties = Class.forName("io.busha.resourceserver.spring.BushaProperties");
        Set<String> expected = new TreeSet<>(Setting.ids());
        expected.add(SSL_BUNDLE);
        assertThat(Arrays.stream(properties.getRecordComponents())
                        .map(component -> DataObjectPropertyName.toDashedForm(component.getName()))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(properties.getRecordComponents()).allSatisfy(component -> assertThat(component.getType())
                .isEqualTo(LISTS.contains(component.getName()) ? List.class : String.class));
    }

    @Test
    void tellsEditorsOfEverySettingItsRangeAndItsDefault() throws Exception {
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
    void offersTheValuesOfEveryChoice() throws Exception {
        List<?> hints = list(metadata(), "hints");
        Map<String, Set<String>> choices = Map.of(
                "busha.environment", Set.of("production", "sandbox"),
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
