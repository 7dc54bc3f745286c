package io.busha.resourceserver.guard;

import static io.busha.resourceserver.key.KeyPolicy.DEFAULT;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** All settings, each with its one name, its default and its range. */
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
    JWKS_FILE("jwks-file", "", "a file with the issuer's JWK set, which is then never fetched; issuer is then exact"),
    JWKS_CACHE_FILE(
            "jwks-cache-file",
            "",
            "a file for the last good key set, in a folder that only the user of the process may write; not beside jwks-file"),
    START_UP("start-up", "lazy", "lazy or required: whether the application starts without keys"),
    START_UP_LIMIT("start-up-limit", "PT10S", "PT1S to PT2M"),
    JWKS_CACHE_TTL("jwks-cache-ttl", DEFAULT.cachedFor().toString(), "PT10S to PT1H"),
    JWKS_OUTAGE_TOLERANCE(
            "jwks-outage-tolerance",
            DEFAULT.outageTolerance().toString(),
            "PT10S to PT24H, and not less than jwks-cache-ttl"),
    JWKS_RETRY_CAP("jwks-retry-cap", DEFAULT.retryCap().toString(), "PT1S to PT5M"),
    JWKS_RETRY_AFTER_CAP("jwks-retry-after-cap", DEFAULT.retryAfterCap().toString(), "PT0S to PT10M"),
    UNKNOWN_KID_COOL_DOWN("unknown-kid-cool-down", DEFAULT.coolDown().toString(), "PT1S to PT5M"),
    KEY_WAIT("key-wait", DEFAULT.keyWait().toString(), "PT0.1S to PT10S"),
    KEY_WAIT_PLACES("key-wait-places", Integer.toString(DEFAULT.maxWaiting()), "1 to 10000 requests"),
    TOLERATE_STALE_KID(
            "tolerate-stale-kid",
            Boolean.toString(DEFAULT.toleratesStaleKid()),
            "true or false: whether another key of the issuer than the one that a token names may have signed it"),
    STALE_KID_RATE("stale-kid-rate", Integer.toString(DEFAULT.staleKidRate()), "1 to 1000 verifications a second"),
    SIGNATURE_PROVIDER(
            "signature-provider", "auto", "auto, jdk, or the name of a security provider that must be there"),
    TOKEN_CACHE_SIZE("token-cache-size", "10000", "0 to 1000000 verified tokens; 0 turns the cache off"),
    TOKEN_CACHE_HEAP("token-cache-heap", "5", "1 to 50 percent of the largest heap, for verified tokens"),
    CRITICAL_ENDPOINTS(
            "critical-endpoints",
            "declared",
            "declared or all: whether a revoked token is rejected at the endpoints that say so, or at every endpoint"),
    REVOCATION_MODE(
            "revocation-mode",
            "denylist",
            "denylist or allowlist: whether a connection must have been allowed before a critical endpoint accepts it"),
    REVOCATION_CLOCK_MARGIN("revocation-clock-margin", "PT1S", "PT0S to PT30S"),
    MAX_TOKEN_LIFETIME("max-token-lifetime", "PT24H", "PT1M to P7D, for tokens at critical endpoints"),
    REALM("realm", "busha", "printable ASCII without quote and backslash"),
    MDC("mdc", "true", "true or false: whether sub, client_id and jti are in the MDC while a request runs");

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

    /** Returns the name of the system property and the Spring property. */
    String property() {
        return "busha." + id;
    }

    /** Returns the name of the environment variable. */
    String variable() {
        return "BUSHA_" + id.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    static Set<String> ids() {
        return Arrays.stream(values()).map(Setting::id).collect(Collectors.toUnmodifiableSet());
    }
}
