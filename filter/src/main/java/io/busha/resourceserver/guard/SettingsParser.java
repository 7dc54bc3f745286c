package io.busha.resourceserver.guard;

import io.busha.resourceserver.key.IssuerLocation;
import io.busha.resourceserver.key.KeyPolicy;
import io.busha.resourceserver.key.KeySource;
import io.busha.resourceserver.key.SignatureProvider;
import io.busha.resourceserver.revocation.spi.RevocationPolicy;
import io.busha.resourceserver.route.spi.RouteTable;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Parses all settings. After a fault it continues with the default, so that all faults are reported at once. */
final class SettingsParser {

    private static final Pattern BOOLEAN = Pattern.compile("true|false");
    private static final Pattern START_UP = Pattern.compile("lazy|required");
    private static final Pattern CRITICAL = Pattern.compile("declared|all");
    private static final Pattern MODE = Pattern.compile("denylist|allowlist");
    private static final Pattern REALM = Pattern.compile("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    /** Stands in for an issuer that could not be read, until the faults are thrown. */
    private static final IssuerLocation UNREADABLE = IssuerLocation.of("https://unreadable.invalid");

    private static final KeyPolicy JDK = KeyPolicy.builder()
            .signatureProvider(SignatureProvider.named("jdk"))
            .build();

    private final Map<String, String> values;
    private final boolean allowsUnprotected;
    private final List<String> faults = new ArrayList<>();

    SettingsParser(Map<String, String> values, boolean allowsUnprotected) {
        this.values = values;
        this.allowsUnprotected = allowsUnprotected;
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(Setting.ids());
        unknown.forEach(name ->
                faults.add(name + ": there is no such setting; the settings are " + new TreeSet<>(Setting.ids())));
    }

    private Optional<String> given(Setting setting) {
        return Optional.ofNullable(values.get(setting.id())).map(String::strip).filter(value -> !value.isEmpty());
    }

    private void fault(Setting setting, String what) {
        faults.add(setting.id() + " (" + setting.property() + ", " + setting.variable() + "): " + what);
    }

    /** Parses the value. If that throws, records a fault and parses the default instead. */
    private <T> T read(Setting setting, Function<String, T> reading) {
        String value = given(setting).orElse(setting.fallback());
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException e) {
            fault(setting, "\"" + shown(setting, value) + "\": " + e.getMessage());
            return reading.apply(setting.fallback());
        }
    }

    /** Hides the query of a URL, because it may contain a secret. */
    private static String shown(Setting setting, String value) {
        return setting == Setting.DISCOVERY_URI ? value.replaceFirst("(?s)\\?.*", "?...") : value;
    }

    IssuerLocation issuer() {
        if (given(Setting.ISSUER).isEmpty()) {
            rejectGiven(
                    "it requires issuer, and cannot be combined with environment",
                    Setting.DISCOVERY_URI,
                    Setting.JWKS_ORIGIN,
                    Setting.JWKS_FILE);
            return environment().map(BushaEnvironment::location).orElse(UNREADABLE);
        }
        rejectGiven("it cannot be combined with issuer: remove one of the two", Setting.ENVIRONMENT);
        IssuerLocation base = location(Setting.ISSUER, UNREADABLE, IssuerLocation::of);
        IssuerLocation discovered = location(Setting.DISCOVERY_URI, base, base::discoveredAt);
        IssuerLocation located = location(Setting.JWKS_ORIGIN, discovered, discovered::trustingKeysFrom);
        return given(Setting.JWKS_FILE).isPresent() ? located.exactly() : located;
    }

    private Optional<BushaEnvironment> environment() {
        String name = given(Setting.ENVIRONMENT).orElse(Setting.ENVIRONMENT.fallback());
        Optional<BushaEnvironment> known = BushaEnvironment.named(name);
        if (known.isEmpty()) {
            fault(Setting.ENVIRONMENT, "\"" + name + "\": it must be " + Setting.ENVIRONMENT.range());
        }
        return known;
    }

    private void rejectGiven(String why, Setting... settings) {
        Arrays.stream(settings).filter(setting -> given(setting).isPresent()).forEach(setting -> fault(setting, why));
    }

    private IssuerLocation location(
            Setting setting, IssuerLocation otherwise, Function<String, IssuerLocation> reading) {
        return read(setting, value -> value.isEmpty() ? otherwise : reading.apply(value));
    }

    /** Returns the file after checking that it holds a usable key set. */
    Optional<Path> jwksFile() {
        if (given(Setting.JWKS_FILE).isPresent()) {
            rejectGiven(
                    "it applies to keys that are fetched, and cannot be combined with jwks-file: remove one of the two",
                    Setting.DISCOVERY_URI,
                    Setting.JWKS_ORIGIN,
                    Setting.JWKS_CACHE_FILE);
        }
        return read(Setting.JWKS_FILE, path -> path.isEmpty() ? Optional.empty() : Optional.of(usableSet(path)));
    }

    private static Path usableSet(String path) {
        try {
            Path file = Path.of(path);
            KeySource.fixed("", Files.readString(file), JDK, new CompositeMeterRegistry(), Tags.empty())
                    .close();
            return file;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the file cannot be read as text: " + e.getClass().getSimpleName(), e);
        }
    }

    KeyPolicy keyPolicy() {
        Duration cachedFor = duration(Setting.JWKS_CACHE_TTL, Duration.ofSeconds(10), Duration.ofHours(1));
        Duration startUpLimit = duration(Setting.START_UP_LIMIT, Duration.ofSeconds(1), Duration.ofMinutes(2));
        KeyPolicy.Builder policy = KeyPolicy.builder();
        given(Setting.JWKS_CACHE_FILE).ifPresent(any -> policy.cacheFile(read(Setting.JWKS_CACHE_FILE, Path::of)));
        return policy.cachedFor(cachedFor)
                .outageTolerance(outageTolerance(cachedFor))
                .retryCap(duration(Setting.JWKS_RETRY_CAP, Duration.ofSeconds(1), Duration.ofMinutes(5)))
                .retryAfterCap(duration(Setting.JWKS_RETRY_AFTER_CAP, Duration.ZERO, Duration.ofMinutes(10)))
                .coolDown(duration(Setting.UNKNOWN_KID_COOL_DOWN, Duration.ofSeconds(1), Duration.ofMinutes(5)))
                .keyWait(duration(Setting.KEY_WAIT, Duration.ofMillis(100), Duration.ofSeconds(10)))
                .maxWaiting(integer(Setting.KEY_WAIT_PLACES, 1, 10_000))
                .startUpLimit(matching(Setting.START_UP, START_UP).equals("required") ? startUpLimit : Duration.ZERO)
                .tolerateStaleKid(bool(Setting.TOLERATE_STALE_KID))
                .staleKidRate(integer(Setting.STALE_KID_RATE, 1, 1000))
                .signatureProvider(read(Setting.SIGNATURE_PROVIDER, SignatureProvider::named))
                .build();
    }

    private Duration outageTolerance(Duration cachedFor) {
        Duration tolerance = duration(Setting.JWKS_OUTAGE_TOLERANCE, Duration.ofSeconds(10), Duration.ofHours(24));
        if (tolerance.compareTo(cachedFor) < 0) {
            fault(
                    Setting.JWKS_OUTAGE_TOLERANCE,
                    "\"" + tolerance + "\": it must not be less than jwks-cache-ttl, which is " + cachedFor);
        }
        return tolerance;
    }

    Set<String> clientIds() {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : given(Setting.CLIENT_ID).orElse("").split(",", -1)) {
            ids.add(id.strip());
        }
        if (ids.contains("")) {
            fault(Setting.CLIENT_ID, "set the client id of your app, or several separated by commas");
        }
        return ids;
    }

    void checkClientIds(IssuerLocation issuer, Set<String> clientIds) {
        BushaEnvironment.at(issuer).ifPresent(environment -> clientIds.stream()
                .filter(id -> !id.isEmpty())
                .flatMap(id -> environment.faultOf(id).stream())
                .forEach(what -> fault(Setting.CLIENT_ID, what)));
    }

    RouteTable routes() {
        return read(Setting.ROUTES, text -> {
            RouteTable routes = RouteTable.parse(text);
            if (!allowsUnprotected && !routes.unprotected().isEmpty()) {
                throw new IllegalArgumentException(
                        "only Spring's doors know the rule unprotected, beside Spring Security: write"
                                + " another one for " + routes.unprotected());
            }
            return matching(Setting.CRITICAL_ENDPOINTS, CRITICAL).equals("all") ? routes.critical() : routes;
        });
    }

    RevocationPolicy revocationPolicy(Duration clockSkew) {
        return new RevocationPolicy(
                matching(Setting.REVOCATION_MODE, MODE).equals("allowlist"),
                duration(Setting.MAX_TOKEN_LIFETIME, Duration.ofMinutes(1), Duration.ofDays(7)),
                clockSkew,
                duration(Setting.REVOCATION_CLOCK_MARGIN, Duration.ZERO, Duration.ofSeconds(30)));
    }

    Duration duration(Setting setting, Duration min, Duration max) {
        return read(setting, value -> within(setting, Durations.parse(value), min, max));
    }

    int integer(Setting setting, int min, int max) {
        return read(setting, value -> within(setting, wholeNumber(value), min, max));
    }

    private static Integer wholeNumber(String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it must be a whole number", e);
        }
    }

    private static <T extends Comparable<T>> T within(Setting setting, T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("it must be " + setting.range());
        }
        return value;
    }

    boolean bool(Setting setting) {
        return matching(setting, BOOLEAN).equals("true");
    }

    String realm() {
        return matching(Setting.REALM, REALM);
    }

    private String matching(Setting setting, Pattern pattern) {
        return read(setting, value -> {
            if (!pattern.matcher(value).matches()) {
                throw new IllegalArgumentException("it must be " + setting.range());
            }
            return value;
        });
    }

    /**
     * Returns the effective value of each setting. If an issuer is set, the environment is empty; otherwise the issuer is that of the
     * environment.
     */
    Map<String, String> effective(IssuerLocation issuer) {
        Map<String, String> effective = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            effective.put(setting.id(), given(setting).orElse(setting.fallback()));
        }
        if (given(Setting.ISSUER).isPresent()) {
            effective.put(Setting.ENVIRONMENT.id(), "");
        }
        effective.put(Setting.ISSUER.id(), issuer.toString());
        return Collections.unmodifiableMap(effective);
    }

    void throwFaults() {
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("These settings are wrong:\n  - " + String.join("\n  - ", faults));
        }
    }
}
