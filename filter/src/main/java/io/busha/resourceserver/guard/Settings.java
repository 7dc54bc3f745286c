package io.busha.resourceserver.guard;

import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.revocation.spi.RevocationPolicy;
import io.busha.resourceserver.route.spi.RouteTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All settings, parsed and validated. Every door uses the same names: {@code client-id} as init-param, {@code busha.client-id} as system or
 * Spring property, {@code BUSHA_CLIENT_ID} in the environment. Immutable and thread-safe.
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
    private final RevocationPolicy revocationPolicy;
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
        this.revocationPolicy = parser.revocationPolicy(clockSkew);
        this.realm = parser.realm();
        this.mdc = parser.bool(Setting.MDC);
        this.effective = parser.effective(issuer);
        parser.checkClientIds(issuer, clientIds);
        parser.throwFaults();
    }

    /**
     * Reads settings by their bare names; a blank value counts as not set.
     *
     * @throws IllegalArgumentException if a setting is unknown, missing, malformed or outside its range, or a client id belongs to the
     *     other environment; the message lists all faults at once
     */
    public static Settings from(Map<String, String> values) {
        return new Settings(new SettingsParser(values, false));
    }

    /**
     * Reads settings like {@link #from}, and accepts the rule {@code unprotected} in route lines, which {@link #from} refuses: for doors
     * that know the paths of an endpoint and what else protects it. Any other door closes the endpoints of such a line.
     *
     * @throws IllegalArgumentException as {@link #from}, except for that rule
     */
    public static Settings allowingUnprotected(Map<String, String> values) {
        return new Settings(new SettingsParser(values, true));
    }

    /**
     * Returns the settings of the process itself, by bare names: system properties, which take precedence over environment variables. A
     * door puts its own settings on top and passes the result to {@link #from}.
     */
    public static Map<String, String> ofProcess() {
        Map<String, String> values = collect(Setting::variable, System::getenv);
        values.putAll(ofProperties(System::getProperty));
        return values;
    }

    /** Returns the settings of a source that uses the names of properties, such as {@code busha.client-id}, by bare names. */
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

    /** Returns whether {@code sub}, {@code client_id} and {@code jti} are in the MDC while a request runs. */
    public boolean mdc() {
        return mdc;
    }

    /**
     * Returns the effective value of every setting by its bare name: the given value, else the default, else an empty string. No value is
     * secret.
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

    /** Returns the maximum length of a token, in characters. */
    public int maxTokenLength() {
        return maxTokenLength;
    }

    /** Returns the file with the issuer's JWK set; empty if keys are fetched. */
    Optional<Path> jwksFile() {
        return jwksFile;
    }

    KeyPolicy keyPolicy() {
        return keyPolicy;
    }

    int tokenCacheSize() {
        return tokenCacheSize;
    }

    /** Returns the maximum size of the token cache, in percent of the maximum heap. */
    int tokenCacheHeap() {
        return tokenCacheHeap;
    }

    RevocationPolicy revocationPolicy() {
        return revocationPolicy;
    }

    String realm() {
        return realm;
    }
}
