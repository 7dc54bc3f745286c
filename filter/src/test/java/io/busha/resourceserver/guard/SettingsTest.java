package io.busha.resourceserver.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.SignatureProvider;
import io.busha.resourceserver.route.Rule;
import io.busha.resourceserver.route.spi.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String LIVE = "busha-oauth2-01234567-89ab-cdef-0123-456789abcdef-live";

    /** Returns valid settings with these added. */
    private static Settings with(String name, String value) {
        Map<String, String> values = new HashMap<>(Map.of("issuer", "https://a.example", "client-id", "mine"));
        values.put(name, value);
        return Settings.from(values);
    }

    @Test
    void onlyClientIdIsRequired() {
        Settings settings = Settings.from(Map.of("client-id", LIVE));
        assertThat(settings.clientIds()).containsExactly(LIVE);
        assertThat(settings.issuer()).usingRecursiveComparison().isEqualTo(IssuerLocation.of("https://login.busha.io"));
        assertThat(settings.routes().ruleFor("GET", "/", "/", Endpoint.unknown()))
                .isEqualTo(Rule.closed());
        assertThat(settings.clockSkew()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.maxTokenLength()).isEqualTo(6144);
        assertThat(settings.jwksFile()).isEmpty();
        assertThat(settings.keyPolicy())
                .usingRecursiveComparison()
                .ignoringFields("values.signatureProvider")
                .isEqualTo(KeyPolicy.DEFAULT);
        assertThat(settings.keyPolicy().signatureProvider()).isEqualTo(KeyPolicy.DEFAULT.signatureProvider());
        assertThat(settings.tokenCacheSize()).isEqualTo(10_000);
        assertThat(settings.realm()).isEqualTo("busha");
        assertThat(settings.mdc()).isTrue();
    }

    @Test
    void listsEffectiveSettings() {
        Map<String, String> live = Settings.from(Map.of("client-id", LIVE)).effective();
        assertThat(live.keySet()).containsExactlyInAnyOrderElementsOf(Setting.ids());
        assertThat(live)
                .containsEntry("environment", "production")
                .containsEntry("issuer", "https://login.busha.io")
                .containsEntry("client-id", LIVE)
                .containsEntry("clock-skew", "PT30S")
                .containsEntry("routes", "");
        assertThat(with("clock-skew", " 5s ").effective())
                .containsEntry("environment", "")
                .containsEntry("issuer", "https://a.example")
                .containsEntry("clock-skew", "5s");
    }

    @Test
    void treatsBlankAsNotSet() {
        Map<String, String> blank = new HashMap<>();
        for (Setting setting : Setting.values()) {
            blank.put(setting.id(), " \t");
        }
        blank.put("client-id", LIVE);
        assertThat(Settings.from(blank))
                .usingRecursiveComparison()
                .ignoringFields("routes")
                .isEqualTo(Settings.from(Map.of("client-id", LIVE)));
    }

    @Test
    void stripsValues() {
        assertThat(with("clock-skew", " 1s ").clockSkew()).isEqualTo(Duration.ofSeconds(1));
        assertThat(with("realm", "\tmy realm\n").realm()).isEqualTo("my realm");
        assertThat(with("mdc", " false ").mdc()).isFalse();
        assertThat(with("max-token-length", " 2048 ").maxTokenLength()).isEqualTo(2048);
    }

    @Test
    void readsRoutes() {
        Settings settings = with("routes", "GET /x open; POST /x transfers:write");
        assertThat(settings.routes().ruleFor("POST", "/x", "/x", Endpoint.unknown()))
                .isEqualTo(Rule.allOf("transfers:write"));
    }

    @ParameterizedTest
    @CsvSource({
        "clock-skew, PT0S, PT5M, PT-0.001S, PT5M0.001S, PT0S to PT5M",
        "max-token-length, 1024, 65536, 1023, 65537, 1024 to 65536 characters",
        "jwks-cache-ttl, PT10S, PT1H, PT9.999S, PT1H0.001S, PT10S to PT1H",
        "unknown-kid-cool-down, PT1S, PT5M, PT0.999S, PT5M0.001S, PT1S to PT5M",
        "key-wait, PT0.1S, PT10S, 99ms, 10001ms, PT0.1S to PT10S",
        "key-wait-places, 1, 10000, 0, 10001, 1 to 10000 requests",
        "start-up-limit, PT1S, PT2M, PT0.999S, PT2M0.001S, PT1S to PT2M",
        "jwks-retry-cap, PT1S, PT5M, PT0.999S, PT5M0.001S, PT1S to PT5M",
        "jwks-retry-after-cap, PT0S, PT10M, PT-0.001S, PT10M0.001S, PT0S to PT10M",
        "stale-kid-rate, 1, 1000, 0, 1001, 1 to 1000 verifications a second",
        "token-cache-heap, 1, 50, 0, 51, '1 to 50 percent of the largest heap, for verified tokens'",
        "token-cache-size, 0, 1000000, -1, 1000001, 0 to 1000000 verified tokens; 0 turns the cache off",
    })
    void acceptsRangesIncludingTheirBounds(
            String name, String least, String most, String below, String above, String range) {
        assertThatCode(() -> with(name, least)).doesNotThrowAnyException();
        assertThatCode(() -> with(name, most)).doesNotThrowAnyException();
        for (String beyond : new String[] {below, above}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(name, beyond))
                    .withMessageStartingWith("These settings are wrong:\n  - " + name + " (busha." + name + ", BUSHA_")
                    .withMessageEndingWith("): \"" + beyond + "\": it must be " + range);
        }
    }

    @Test
    void readsEachNumberIntoItsSetting() {
        assertThat(with("clock-skew", "PT5M").clockSkew()).isEqualTo(Duration.ofMinutes(5));
        assertThat(with("token-cache-size", "77").tokenCacheSize()).isEqualTo(77);
        assertThat(with("token-cache-heap", "7").tokenCacheHeap()).isEqualTo(7);
        assertThat(keyPolicy("jwks-cache-file", "/var/cache/keys.json").cacheFile())
                .contains(Path.of("/var/cache/keys.json"));
        assertThat(keyPolicy("clock-skew", "PT5M").cacheFile()).isEmpty();
        assertThat(with("max-token-length", "65536").maxTokenLength()).isEqualTo(65_536);
        KeyPolicy policy = keyPolicy(
                "jwks-cache-ttl", "11s",
                "jwks-outage-tolerance", "12s",
                "jwks-retry-cap", "13s",
                "jwks-retry-after-cap", "14s",
                "unknown-kid-cool-down", "15s",
                "key-wait", "1600ms",
                "key-wait-places", "17",
                "start-up", "required",
                "start-up-limit", "18s",
                "tolerate-stale-kid", "true",
                "stale-kid-rate", "19",
                "signature-provider", "jdk");
        assertThat(policy)
                .usingRecursiveComparison()
                .isEqualTo(KeyPolicy.builder()
                        .cachedFor(Duration.ofSeconds(11))
                        .outageTolerance(Duration.ofSeconds(12))
                        .retryCap(Duration.ofSeconds(13))
                        .retryAfterCap(Duration.ofSeconds(14))
                        .coolDown(Duration.ofSeconds(15))
                        .keyWait(Duration.ofMillis(1600))
                        .maxWaiting(17)
                        .startUpLimit(Duration.ofSeconds(18))
                        .tolerateStaleKid(true)
                        .staleKidRate(19)
                        .signatureProvider(SignatureProvider.named("jdk"))
                        .build());
    }

    private static KeyPolicy keyPolicy(String... namesAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("client-id", LIVE));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.from(values).keyPolicy();
    }

    @Test
    void startUpLimitAppliesOnlyIfKeysAreRequired() {
        assertThat(keyPolicy("start-up-limit", "5s").startUpLimit()).isZero();
        assertThat(keyPolicy("start-up", "lazy").startUpLimit()).isZero();
        assertThat(keyPolicy("start-up", "required").startUpLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("start-up", "eager"))
                .withMessageContaining("  - start-up (busha.start-up, BUSHA_START_UP): \"eager\": it must be lazy or");
    }

    @Test
    void toleratesOutagesAtLeastAsLongAsKeysAreCached() {
        assertThat(keyPolicy("jwks-cache-ttl", "1h", "jwks-outage-tolerance", "1h")
                        .outageTolerance())
                .isEqualTo(Duration.ofHours(1));
        assertThat(keyPolicy("jwks-outage-tolerance", "24h").outageTolerance()).isEqualTo(Duration.ofHours(24));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keyPolicy("jwks-cache-ttl", "1h", "jwks-outage-tolerance", "3599s"))
                .withMessageEndingWith("\"PT59M59S\": it must not be less than jwks-cache-ttl, which is PT1H");
        for (String beyond : new String[] {"PT9.999S", "PT24H0.001S"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> keyPolicy("jwks-cache-ttl", "10s", "jwks-outage-tolerance", beyond))
                    .withMessageContaining("it must be PT10S to PT24H, and not less than jwks-cache-ttl");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clock-skew",
                "jwks-cache-ttl",
                "jwks-outage-tolerance",
                "jwks-retry-cap",
                "unknown-kid-cool-down",
                "key-wait"
            })
    void refusesInvalidDurations(String name) {
        for (String value : new String[] {"30", "thirty", "30 s", "P"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with(name, value))
                    .withMessageContaining(name + " (busha." + name + ", ")
                    .withMessageEndingWith("): \"" + value + "\": a duration has the form PT30S or 30s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"6k", "6144.0", "2e3", "0x800", "99999999999", "many", "2 048"})
    void refusesInvalidWholeNumbers(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("max-token-length", value))
                .withMessage("These settings are wrong:\n  - max-token-length (busha.max-token-length,"
                        + " BUSHA_MAX_TOKEN_LENGTH): \"" + value + "\": it must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "My bank", "!#$%&'()*+,-./:;<=>?@[]^_`{|}~", "0"})
    void acceptsARealmOfPrintableAscii(String realm) {
        assertThat(with("realm", realm).realm()).isEqualTo(realm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "a\tb", "a\u007fb", "caf\u00e9", "a\u0000b"})
    void refusesARealmThatWouldBreakTheHeader(String realm) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("realm", realm))
                .withMessage("These settings are wrong:\n  - realm (busha.realm, BUSHA_REALM): \"" + realm
                        + "\": it must be printable ASCII without quote and backslash");
    }

    @Test
    void mdcIsTrueOrFalse() {
        assertThat(with("mdc", "true").mdc()).isTrue();
        assertThat(with("mdc", "false").mdc()).isFalse();
        for (String value : new String[] {"yes", "TRUE", "False", "0", "truee"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with("mdc", value))
                    .withMessageContaining(
                            "  - mdc (busha.mdc, BUSHA_MDC): \"" + value + "\": it must be true or false");
        }
    }

    @Test
    void readsTheSignatureProvider() {
        assertThat(keyPolicy("signature-provider", "auto").signatureProvider())
                .isEqualTo(KeyPolicy.DEFAULT.signatureProvider());
        assertThat(keyPolicy("signature-provider", "SunRsaSign").signatureProvider())
                .hasToString("SunRsaSign");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("signature-provider", "nobody"))
                .withMessageContaining(
                        "  - signature-provider (busha.signature-provider, BUSHA_SIGNATURE_PROVIDER):"
                                + " \"nobody\": there is no such security provider: add it to the class path, or use auto or jdk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientid", "Client-Id", "busha.client-id", "BUSHA_CLIENT_ID", "", " issuer"})
    void refusesUnknownSettings(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(name, "anything"))
                .withMessage("These settings are wrong:\n  - " + name
                        + ": there is no such setting; the settings are [client-id, clock-skew, critical-endpoints, discovery-uri, environment,"
                        + " issuer, jwks-cache-file, jwks-cache-ttl, jwks-file, jwks-origin, jwks-outage-tolerance, jwks-retry-after-cap,"
                        + " jwks-retry-cap, key-wait, key-wait-places, max-token-length, max-token-lifetime, mdc, realm, revocation-clock-margin, revocation-mode, routes,"
                        + " signature-provider, stale-kid-rate, start-up, start-up-limit, token-cache-heap, token-cache-size,"
                        + " tolerate-stale-kid, unknown-kid-cool-down]");
    }

    @Test
    void reportsAllFaultsAtOnce() {
        Map<String, String> values = Map.of(
                "issuer", "http://a.example",
                "client-id", "mine,",
                "routes", "GET x open;POST /x",
                "clock-skew", "6m",
                "max-token-length", "1",
                "key-wait", "soon",
                "realm", "\"",
                "mdc", "on",
                "scope", "a",
                "audience", "b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(values))
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines().map(SettingsTest::whatIsWrong))
                                .containsExactly(
                                        "These settings are wrong:",
                                        "audience",
                                        "scope",
                                        "issuer",
                                        "client-id",
                                        "routes",
                                        "clock-skew",
                                        "max-token-length",
                                        "key-wait",
                                        "realm",
                                        "mdc"));
    }

    private static String whatIsWrong(String line) {
        return line.replaceFirst("^  - ([a-z-]+)[ :].*", "$1");
    }

    @Test
    void refusesToLeaveSomethingUnprotectedUnlessTheDoorAllowsIt() {
        String lines = "GET /x open; * /p/{id} unprotected";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("routes", lines))
                .withMessage("These settings are wrong:\n  - routes (busha.routes, BUSHA_ROUTES): \"" + lines
                        + "\": only Spring's doors know the rule unprotected, beside Spring Security: write another one for"
                        + " [* /p/* unprotected]");
        Map<String, String> values = Map.of("client-id", LIVE, "routes", lines);
        assertThat(Settings.allowingUnprotected(values).routes().unprotected()).containsExactly("* /p/* unprotected");
    }

    @Test
    void reportsAllFaultsOfTheRoutes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("routes", "GET x open;POST /x"))
                .withMessage(
                        "These settings are wrong:\n  - routes (busha.routes, BUSHA_ROUTES): \"GET x open;POST /x\":"
                                + " \"GET x open\": the path x does not begin with /; \"POST /x\": a line has the form METHOD PATH RULE");
    }
}
