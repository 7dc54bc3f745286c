package io.busha.resourceserver.guard;

import io.busha.resourceserver.key.IssuerLocation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Busha's two environments. Nothing crosses from one to the other. */
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

    /** The name that the setting has for it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    IssuerLocation location() {
        return IssuerLocation.of("https://" + host);
    }

    static Optional<BushaEnvironment> named(String id) {
        return Arrays.stream(values()).filter(known -> known.id().equals(id)).findFirst();
    }

    /** An issuer on Busha's own host is that environment, however it was configured. */
    static Optional<BushaEnvironment> at(IssuerLocation location) {
        return Arrays.stream(values())
                .filter(known -> known.host.equals(location.host()))
                .findFirst();
    }

    /** What is wrong with a client id here, as a sentence that says what to change. */
    Optional<String> faultOf(String clientId) {
        Matcher matcher = CLIENT_ID.matcher(clientId);
        if (!matcher.matches()) {
            return Optional.of("\"" + clientId + "\" is no client id of Busha's " + id()
                    + ": it is written busha-oauth2-{uuid}-" + suffix);
        }
        if (matcher.group(1).equals(suffix)) {
            return Optional.empty();
        }
        BushaEnvironment other = this == PRODUCTION ? SANDBOX : PRODUCTION;
        return Optional.of("\"" + clientId + "\" belongs to Busha's " + other.id() + ", but the environment is " + id()
                + ": set environment to " + other.id() + ", or client-id to one that ends in -" + suffix);
    }
}
