package io.busha.resourceserver.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Every setting: its one name, what it is without being set, and what it may be. */
enum Setting {
    ENVIRONMENT("environment", "production", "production or sandbox; not beside issuer"),
    ISSUER("issuer", "", "the base URL of an issuer of your own: https, or http on this machine"),
    DISCOVERY_URI(
            "discovery-uri", "", "where the issuer's discovery document is, if not below issuer; issuer is then exact"),
    JWKS_ORIGIN("jwks-origin", "", "one further https origin that the issuer's keys may come from"),
    CLIENT_ID("client-id", "", "the client ids whose tokens are accepted, separated by commas; required"),
    ROUTES("routes", "", "route lines: METHOD[,METHOD]|* PATH RULE"),
    CLOCK_SKEW("clock-skew", "PT30S", "PT0S to PT5M"),
    MAX_TOKEN_LENGTH("max-token-length", "6144", "1024 to 65536 characters"),
    JWKS_CACHE_TTL("jwks-cache-ttl", "PT5M", "PT10S to PT1H"),
    UNKNOWN_KID_COOL_DOWN("unknown-kid-cool-down", "PT5S", "PT1S to PT5M"),
    KEY_WAIT("key-wait", "PT2S", "PT0.1S to PT10S"),
    REALM("realm", "busha", "printable ASCII without quote and backslash"),
    MDC("mdc", "true", "true or false: whether sub, client_id and jti stand in the MDC while a request runs");

    private final String id;
    private final String fallback;
    private final String range;

    Setting(String id, String fallback, String range) {
        this.id = id;
        this.fallback = fallback;
        this.range = range;
    }

    String id() {
        return id;
    }

    String fallback() {
        return fallback;
    }

    String range() {
        return range;
    }

    /** The name of the system property and the Spring property. */
    String property() {
        return "busha." + id;
    }

    /** The name of the environment variable. */
    String variable() {
        return "BUSHA_" + id.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static Set<String> ids() {
        return Arrays.stream(values()).map(Setting::id).collect(Collectors.toUnmodifiableSet());
    }
}
