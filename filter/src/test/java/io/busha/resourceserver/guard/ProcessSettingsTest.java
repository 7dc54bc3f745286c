package io.busha.resourceserver.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "environment, busha.environment, BUSHA_ENVIRONMENT",
        "issuer, busha.issuer, BUSHA_ISSUER",
        "discovery-uri, busha.discovery-uri, BUSHA_DISCOVERY_URI",
        "jwks-origin, busha.jwks-origin, BUSHA_JWKS_ORIGIN",
        "client-id, busha.client-id, BUSHA_CLIENT_ID",
        "routes, busha.routes, BUSHA_ROUTES",
        "clock-skew, busha.clock-skew, BUSHA_CLOCK_SKEW",
        "max-token-length, busha.max-token-length, BUSHA_MAX_TOKEN_LENGTH",
        "jwks-cache-ttl, busha.jwks-cache-ttl, BUSHA_JWKS_CACHE_TTL",
        "unknown-kid-cool-down, busha.unknown-kid-cool-down, BUSHA_UNKNOWN_KID_COOL_DOWN",
        "key-wait, busha.key-wait, BUSHA_KEY_WAIT",
        "key-wait-places, busha.key-wait-places, BUSHA_KEY_WAIT_PLACES",
        "jwks-file, busha.jwks-file, BUSHA_JWKS_FILE",
        "jwks-cache-file, busha.jwks-cache-file, BUSHA_JWKS_CACHE_FILE",
        "start-up, busha.start-up, BUSHA_START_UP",
        "start-up-limit, busha.start-up-limit, BUSHA_START_UP_LIMIT",
        "jwks-outage-tolerance, busha.jwks-outage-tolerance, BUSHA_JWKS_OUTAGE_TOLERANCE",
        "jwks-retry-cap, busha.jwks-retry-cap, BUSHA_JWKS_RETRY_CAP",
        "jwks-retry-after-cap, busha.jwks-retry-after-cap, BUSHA_JWKS_RETRY_AFTER_CAP",
        "tolerate-stale-kid, busha.tolerate-stale-kid, BUSHA_TOLERATE_STALE_KID",
        "stale-kid-rate, busha.stale-kid-rate, BUSHA_STALE_KID_RATE",
        "signature-provider, busha.signature-provider, BUSHA_SIGNATURE_PROVIDER",
        "token-cache-size, busha.token-cache-size, BUSHA_TOKEN_CACHE_SIZE",
        "token-cache-heap, busha.token-cache-heap, BUSHA_TOKEN_CACHE_HEAP",
        "realm, busha.realm, BUSHA_REALM",
        "mdc, busha.mdc, BUSHA_MDC",
    })
    void eachSettingHasOneNamePerSource(String id, String property, String variable) {
        assertThat(Setting.ids()).contains(id).hasSameSizeAs(Setting.values());
        assertThat(Settings.ofProperties(Map.of(property, "value", id, "no", variable, "no")::get))
                .containsExactly(Map.entry(id, "value"));
        assertThat(Settings.collect(Setting::variable, Map.of(variable, "value", id, "no", property, "no")::get))
                .containsExactly(Map.entry(id, "value"));
    }

    @Test
    void collectsNothingFromAnEmptySource() {
        assertThat(Settings.ofProperties(name -> null)).isEmpty();
        assertThat(Settings.collect(Setting::variable, name -> null)).isEmpty();
    }

    @Test
    void callersCanOverrideCollectedValues() {
        Map<String, String> values = Settings.ofProcess();
        values.put("realm", "door");
        assertThat(values).containsEntry("realm", "door");
    }

    @Test
    void readsTheSystemPropertiesOfTheProcess() {
        System.setProperty("busha.realm", "property");
        try {
            assertThat(Settings.ofProcess()).containsEntry("realm", "property");
        } finally {
            System.clearProperty("busha.realm");
        }
        assertThat(Settings.ofProcess()).doesNotContainKey("realm");
    }

    @Test
    void ignoresBlankValues() {
        assertThat(Settings.ofProperties(name -> name.equals("busha.realm") ? " " : null))
                .isEmpty();
    }

    @Test
    void systemPropertyOverridesEnvironmentVariable() throws IOException, InterruptedException, URISyntaxException {
        String classPath = classes(Settings.class) + File.pathSeparator + classes(ProcessSettingsTest.class);
        ProcessBuilder child = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "-Dbusha.realm=property",
                "-Dbusha.key-wait=1s",
                Child.class.getName()));
        child.environment().keySet().removeIf(name -> name.startsWith("BUSHA_"));
        child.environment().put("BUSHA_REALM", "variable");
        child.environment().put("BUSHA_CLIENT_ID", "mine");
        child.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = child.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(said.strip()).isEqualTo("{client-id=mine, key-wait=1s, realm=property}");
    }

    private static String classes(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** A process that prints its settings. */
    static final class Child {

        private Child() {}

        public static void main(String... arguments) {
            System.out.println(new TreeMap<>(Settings.ofProcess()));
        }
    }
}
