package io.busha.resourceserver.spring;

import static io.busha.resourceserver.spring.FileApplication.ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.busha.resourceserver.guard.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Client ids and route lines as texts and as lists. */
class BushaPropertiesTest {

    private static final String LIST = ENOUGH + "busha.routes[0]=GET /a open\nbusha.routes[1]=GET /b open\n";

    private FileApplication application;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        application = new FileApplication(folder);
    }

    @Test
    void readsEverySettingByPropertyAndByVariable() {
        Map<String, Object> properties = new HashMap<>();
        Map<String, Object> variables = new HashMap<>();
        for (String name : Settings.ofProperties(name -> "any").keySet()) {
            properties.put("busha." + name, "value of " + name);
            variables.put("BUSHA_" + name.replace("-", "").toUpperCase(Locale.ROOT), "value of " + name);
        }
        assertThat(bound(new MapPropertySource("properties", properties)))
                .hasSameSizeAs(properties)
                .allSatisfy((name, value) -> assertThat(value).isEqualTo("value of " + name))
                .isEqualTo(bound(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
    }

    private static Map<String, String> bound(PropertySource<?> source) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(source);
        return BushaProperties.settings(environment);
    }

    @Test
    void joinsYamlLists() {
        application.with("application.yaml", """
                        busha:
                          issuer: http://127.0.0.1:1
                          client-id:
                            - wallet
                            - ${second:savings}, cards
                          routes:
                            - GET,POST /a open
                            - "* /b authenticated"
                            - |
                              # several
                              GET /c open; GET /d ${scope:d:read}
                              GET /e open
                            - GET /f open
                        """);
        assertThat(application.settings())
                .containsEntry("client-id", "wallet,savings, cards")
                .containsEntry(
                        "routes",
                        "GET,POST /a open\n* /b authenticated\n# several\nGET /c open; GET /d d:read\nGET /e open\n\nGET /f open");
    }

    @Test
    void joinsPropertiesLists() {
        application.with("application.properties", """
                        busha.issuer=http://127.0.0.1:1
                        busha.clientId[0]=wallet
                        busha.client-id[1]=savings
                        busha.routes[0]=GET /a open
                        busha.routes[1]=GET /b open
                        """);
        assertThat(application.settings())
                .containsEntry("client-id", "wallet,savings")
                .containsEntry("routes", "GET /a open\nGET /b open");
    }

    @Test
    void keepsTextUnchanged() {
        application.with("application.yaml", """
                        busha:
                          issuer: http://127.0.0.1:1
                          client-id: wallet,savings
                          routes: |
                            GET,POST /a open
                            GET /b open; GET /c open
                        """);
        assertThat(application.settings())
                .containsEntry("client-id", "wallet,savings")
                .containsEntry("routes", "GET,POST /a open\nGET /b open; GET /c open");
    }

    @Test
    void reportsWhatIsWrongWithListElement() {
        application.with("application.yaml", """
                        busha:
                          issuer: http://127.0.0.1:1
                          client-id: [wallet, ""]
                          routes: [GET /a open, GET b open]
                        """);
        assertThat(application.failure())
                .contains("client-id (busha.client-id, ", "several separated by commas", "\"GET b open\": the path b");
    }

    @Test
    void readsListFromFirstSourceOnly() {
        application.with("application.properties", LIST);
        assertThat(application.settings()).containsEntry("routes", "GET /a open\nGET /b open");
        assertThat(settings(Map.of("BUSHA_ROUTES", "GET,POST /c open"))).containsEntry("routes", "GET,POST /c open");
        assertThat(settings(Map.of("BUSHA_ROUTES_0", "GET /c open"))).containsEntry("routes", "GET /c open");
        application.with("application.properties", ENOUGH + "busha.routes=GET /a open\n");
        assertThat(settings(Map.of("BUSHA_ROUTES_0", "GET /c open"))).containsEntry("routes", "GET /c open");
    }

    /** Removing a route must not open its endpoint. */
    @Test
    void removesListByBlankText() {
        application.with("application.properties", LIST);
        assertThat(settings(Map.of("BUSHA_ROUTES", ""))).containsEntry("routes", "");
        assertThat(settings(Map.of("BUSHA_ROUTES", " "))).containsEntry("routes", "");
    }

    private Map<String, String> settings(Map<String, Object> environment) {
        WebApplicationContextRunner runner = application.runner().withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", environment)));
        return FileApplication.settings(runner);
    }
}
