package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.key.IssuerLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerSettingsTest {

    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";
    private static final String LIVE = "busha-oauth2-" + UUID + "-live";
    private static final String TEST = "busha-oauth2-" + UUID + "-test";

    private static Settings settings(String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.from(values);
    }

    private static void assertFaults(List<String> faults, String... namesAndValues) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(namesAndValues))
                .withMessage("These settings are wrong:\n  - " + String.join("\n  - ", faults));
    }

    private static void assertIssuer(Settings settings, IssuerLocation location) {
        assertThat(settings.issuer()).usingRecursiveComparison().isEqualTo(location);
    }

    @Test
    void environmentNamesTheIssuer() {
        assertIssuer(
                settings("environment", "production", "client-id", LIVE), IssuerLocation.of("https://login.busha.io"));
        assertIssuer(
                settings("environment", "sandbox", "client-id", TEST),
                IssuerLocation.of("https://login.sandbox.busha.io"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "Production", "live", "test", "local"})
    void refusesAnUnknownEnvironment(String name) {
        assertFaults(
                List.of("environment (busha.environment, BUSHA_ENVIRONMENT): \"" + name
                        + "\": it must be production or sandbox; not beside issuer"),
                "environment",
                name,
                "client-id",
                "mine");
    }

    @Test
    void refusesAClientIdOfTheOtherEnvironment() {
        String clientId = "client-id (busha.client-id, BUSHA_CLIENT_ID): ";
        assertFaults(
                List.of(clientId + "\"" + TEST + "\" belongs to Busha's sandbox, but the environment is production:"
                        + " set environment to sandbox, or client-id to one that ends in -live"),
                "client-id",
                TEST);
        assertFaults(
                List.of(clientId + "\"" + LIVE + "\" belongs to Busha's production, but the environment is sandbox:"
                        + " set environment to production, or client-id to one that ends in -test"),
                "environment",
                "sandbox",
                "client-id",
                LIVE);
        assertFaults(
                List.of(
                        clientId + "\"" + TEST + "\" belongs to Busha's sandbox, but the environment is production:"
                                + " set environment to sandbox, or client-id to one that ends in -live",
                        clientId + "\"mine\" is not a client id of Busha's production:"
                                + " such an id has the form busha-oauth2-{uuid}-live"),
                "client-id",
                LIVE + "," + TEST + ",mine");
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.busha.io, live, test",
        "https://login.busha.io/, live, test",
        "https://LOGIN.BUSHA.IO, live, test",
        "https://login.sandbox.busha.io/, test, live",
    })
    void issuerOnBushasHostIsThatEnvironment(String issuer, String mine, String others) {
        String prefix = "busha-oauth2-" + UUID + "-";
        assertIssuer(settings("issuer", issuer, "client-id", prefix + mine), IssuerLocation.of(issuer));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("issuer", issuer, "client-id", prefix + others))
                .withMessageContaining("\"" + prefix + others + "\" belongs to Busha's ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("issuer", issuer, "client-id", "mine"))
                .withMessageContaining("\"mine\" is not a client id of Busha's ");
    }

    @Test
    void acceptsAnyClientIdForAnotherIssuer() {
        Settings settings = settings("issuer", "https://a.example", "client-id", "mine, " + TEST + ",a client ,mine");
        assertThat(settings.clientIds()).containsExactly("mine", TEST, "a client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "mine,", ",mine", "mine,,other", "mine, ,other"})
    void refusesAnEmptyClientId(String clientIds) {
        List<String> fault = List.of("client-id (busha.client-id, BUSHA_CLIENT_ID):"
                + " set the client id of your app, or several separated by commas");
        assertFaults(fault, "issuer", "https://a.example", "client-id", clientIds);
        assertFaults(fault, "client-id", clientIds.replace("mine", LIVE).replace("other", LIVE));
    }

    @Test
    void reportsMissingClientIdOnce() {
        List<String> fault = List.of("client-id (busha.client-id, BUSHA_CLIENT_ID):"
                + " set the client id of your app, or several separated by commas");
        assertFaults(fault);
        assertFaults(fault, "issuer", "https://a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example",
                "https://a.example/",
                "https://a.example:8443/tenant",
                "http://localhost:8080",
                "http://LOCALHOST",
                "http://127.0.0.1:9/",
                "http://127.255.3.4",
                "http://[::1]:9"
            })
    void acceptsHttpsAndPlainHttpOnLoopback(String issuer) {
        assertIssuer(settings("issuer", issuer, "client-id", "mine"), IssuerLocation.of(issuer));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "http://a.example | it must begin with https:// (http:// only for localhost, 127.0.0.0/8, [::1])",
                "http://128.0.0.1 | it must begin with https:// (http:// only for localhost, 127.0.0.0/8, [::1])",
                "http://localhost.a.example | it must begin with https:// (http:// only for localhost, 127.0.0.0/8, [::1])",
                "ftp://localhost | it must begin with https:// (http:// only for localhost, 127.0.0.0/8, [::1])",
                "https://user@a.example | it must contain a host and no user",
                "a.example | it must contain a host and no user",
                "https://a.example?x=y | it must have no query and no fragment",
                "https://a.example#x | it must have no query and no fragment",
                "https://a b | it is not a URL",
            },
            delimiter = '|')
    void refusesIssuerThatIsNoBaseUrl(String issuer, String what) {
        assertFaults(
                List.of("issuer (busha.issuer, BUSHA_ISSUER): \"" + issuer + "\": " + what),
                "issuer",
                issuer,
                "client-id",
                "mine");
    }

    @Test
    void refusesEnvironmentTogetherWithIssuer() {
        assertFaults(
                List.of("environment (busha.environment, BUSHA_ENVIRONMENT):"
                        + " it cannot be combined with issuer: remove one of the two"),
                "environment",
                "production",
                "issuer",
                "https://login.busha.io",
                "client-id",
                LIVE);
    }

    @Test
    void acceptsDiscoverySettingsTogetherWithIssuer() {
        assertIssuer(
                settings(
                        "issuer",
                        "https://a.example",
                        "discovery-uri",
                        "http://localhost:9/config",
                        "jwks-origin",
                        "https://keys.example",
                        "client-id",
                        "mine"),
                IssuerLocation.of("https://a.example")
                        .discoveredAt("http://localhost:9/config")
                        .trustingKeysFrom("https://keys.example"));
        assertIssuer(
                settings("issuer", "https://a.example", "jwks-origin", "https://keys.example", "client-id", "mine"),
                IssuerLocation.of("https://a.example").trustingKeysFrom("https://keys.example"));
    }

    @Test
    void showsNoQueryOfARefusedDiscoveryUri() {
        assertFaults(
                List.of("discovery-uri (busha.discovery-uri, BUSHA_DISCOVERY_URI): \"http://a.example/d?...\":"
                        + " it must begin with https:// (http:// only for localhost, 127.0.0.0/8, [::1])"),
                "issuer",
                "https://a.example",
                "discovery-uri",
                "http://a.example/d?key=secret",
                "client-id",
                "mine");
    }

    @Test
    void refusesDiscoverySettingsTogetherWithEnvironment() {
        List<String> faults = List.of(
                "discovery-uri (busha.discovery-uri, BUSHA_DISCOVERY_URI): it requires issuer, and cannot be combined with environment",
                "jwks-origin (busha.jwks-origin, BUSHA_JWKS_ORIGIN): it requires issuer, and cannot be combined with environment");
        String hatch = "https://login.busha.io";
        assertFaults(faults, "discovery-uri", hatch, "jwks-origin", hatch, "client-id", LIVE);
        assertFaults(faults, "environment", "sandbox", "discovery-uri", hatch, "jwks-origin", hatch, "client-id", TEST);
        assertFaults(faults.subList(0, 1), "discovery-uri", hatch, "client-id", LIVE);
        assertFaults(faults.subList(1, 2), "jwks-origin", hatch, "client-id", LIVE);
    }

    @Test
    void reportsAllFaultsOfTheIssuerAtOnce() {
        assertFaults(
                List.of(
                        "environment (busha.environment, BUSHA_ENVIRONMENT):"
                                + " it cannot be combined with issuer: remove one of the two",
                        "issuer (busha.issuer, BUSHA_ISSUER): \"a b\": it is not a URL",
                        "discovery-uri (busha.discovery-uri, BUSHA_DISCOVERY_URI): \"https://a.example#x\":"
                                + " it must have no fragment",
                        "jwks-origin (busha.jwks-origin, BUSHA_JWKS_ORIGIN): \"https://a.example/keys\":"
                                + " an origin has the form https://host or https://host:port"),
                "environment",
                "sandbox",
                "issuer",
                "a b",
                "discovery-uri",
                "https://a.example#x",
                "jwks-origin",
                "https://a.example/keys",
                "client-id",
                "mine");
    }
}
