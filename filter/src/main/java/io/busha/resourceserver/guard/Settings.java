package io.busha.resourceserver.guard;

import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.route.RouteTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, read and checked. Every door uses the same names: {@code client-id} as init-param, {@code
 * busha.client-id} as system or Spring property, {@code BUSHA_CLIENT_ID} in the environment. Immutable and thread-safe.
 */
public final class Settings {

    private final IssuerLocation issuer;
    private final Set<String> clientIds;
    private final RouteTable routes;
    private final Duration clockSkew;
    private final int maxTokenLength;
    private final Optional<Path> jwksFile;
    private final KeyPolicy keyPolicy;
    private final int tokenCacheSize;
    private final int tokenCacheHeap;
    private final String realm;
    private final boolean mdc;
    private final Map<String, String> effective;

    private Settings(SettingsParser parser) {
        this.issuer = parser.issuer();
        this.clientIds = parser.clientIds();
        this.routes = parser.routes();
        this.clockSkew = parser.duration(Setting.CLOCK_SKEW, Duration.ZERO, Duration.ofMinutes(5));
        this.maxTokenLength = parser.integer(Setting.MAX_TOKEN_LENGTH, 1024, 65_536);
        this.jwksFile = parser.jwksFile();
        this.keyPolicy = parser.keyPolicy();
        this.tokenCacheSize = parser.integer(Setting.TOKEN_CACHE_SIZE, 0, 1_000_000);
        this.tokenCacheHeap = parser.integer(Setting.TOKEN_CACHE_HEAP, 1, 50);
        this.realm = parser.realm();
        this.mdc = parser.bool(Setting.MDC);
        this.effective = parser.effective(issuer);
        parser.checkClientIds(issuer, clientIds);
        parser.throwFaults();
    }

    /**
     * Reads settings by their bare names; a blank value counts as not set.
     *
     * @throws IllegalArgumentException naming every fault at once: unknown names, missing and malformed values, values
     *     outside their range, a client id of the other environment
     */
    public static Settings from(Map<String, String> values) {
        return new Settings(new SettingsParser(values, false));
    }

    /**
     * The same where route lines may say {@code unprotected}: for doors that know an endpoint by its paths, and who else protects it.
     * Every other door closes what such a line is for.
     */
    public static Settings allowingUnprotected(Map<String, String> values) {
        return new Settings(new SettingsParser(values, true));
    }

    /**
     * What the process itself sets, by bare names: system properties, and below them the environment. A door puts what it
     * was given itself on top and hands the whole to {@link #from}.
     */
    public static Map<String, String> ofProcess() {
        Map<String, String> values = collect(Setting::variable, System::getenv);
        values.putAll(ofProperties(System::getProperty));
        return values;
    }

    /** What a source sets that has {@code busha.client-id} for {@code client-id}, by bare names. */
    public static Map<String, String> ofProperties(Function<String, @Nullable String> source) {
        return collect(Setting::property, source);
    }

    static Map<String, String> collect(Function<Setting, String> name, Function<String, @Nullable String> source) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String value = source.apply(name.apply(setting));
            if (value != null && !value.isBlank()) {
                values.put(setting.id(), value);
            }
        }
        return values;
    }

    /** Whether {@code sub}, {@code client_id} and {@code jti} stand in the MDC while a request runs. */
    public boolean mdc() {
        return mdc;
    }

    /**
     * Every setting by its bare name, with the text that counts: what was given, else what it is without that, else nothing. None
     * of them is a secret.
     */
    public Map<String, String> effective() {
        return effective;
    }

    IssuerLocation issuer() {
        return issuer;
    }

    Set<String> clientIds() {
        return clientIds;
    }

    RouteTable routes() {
        return routes;
    }

    Duration clockSkew() {
        return clockSkew;
    }

    /** The most characters of a token. */
    public int maxTokenLength() {
        return maxTokenLength;
    }

    /** The file with the issuer's JWK set, if there is to be one. */
    Optional<Path> jwksFile() {
        return jwksFile;
    }

    KeyPolicy keyPolicy() {
        return keyPolicy;
    }

    int tokenCacheSize() {
        return tokenCacheSize;
    }

    /** In percent of the largest heap. */
    int tokenCacheHeap() {
        return tokenCacheHeap;
    }

    String realm() {
        return realm;
    }
}
