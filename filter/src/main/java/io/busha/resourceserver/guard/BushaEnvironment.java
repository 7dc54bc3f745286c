package io.busha.resourceserver.guard;

import io.busha.resourceserver.key.IssuerLocation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of Busha's two environments. Client ids, tokens and keys of one are never valid in the other. */
enum BushaEnvironment {
    PRODUCTION("login.busha.io", "live"),
    SANDBOX("login.sandbox.busha.io", "test");

    private static final Pattern CLIENT_ID =
            Pattern.compile("busha-oauth2-\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}-(live|test)");

    private final String host;
    private final String suffix;

    BushaEnvironment(String host, String suffix) {
        this.host = host;
        this.suffix = suffix;
    }

    /** Returns the value of the setting {@code environment} that selects this environment. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    IssuerLocation location() {
        return IssuerLocation.of("https://" + host);
    }

    static Optional<BushaEnvironment> named(String id) {
        return Arrays.stream(values()).filter(known -> known.id().equals(id)).findFirst();
    }

    /**
     * Finds the environment of an issuer by its host. An issuer on Busha's own host belongs to that environment, however it was configured.
     */
    static Optional<BushaEnvironment> at(IssuerLocation location) {
        return Arrays.stream(values())
                .filter(known -> known.host.equals(location.host()))
                .findFirst();
    }

    /** Returns what is wrong with a client id in this environment, as a sentence that says what to change; empty if nothing is. */
    Optional<String> faultOf(String clientId) {
        Matcher matcher = CLIENT_ID.matcher(clientId);
        if (!matcher.matches()) {
            return Optional.of("\"" + clientId + "\" is not a client id of Busha's " + id()
                    + ": such an id has the form busha-oauth2-{uuid}-" + suffix);
        }
        if (matcher.group(1).equals(suffix)) {
            return Optional.empty();
        }
        BushaEnvironment other = this == PRODUCTION ? SANDBOX : PRODUCTION;
        return Optional.of("\"" + clientId + "\" belongs to Busha's " + other.id() + ", but the environment is " + id()
                + ": set environment to " + other.id() + ", or client-id to one that ends in -" + suffix);
    }
}
