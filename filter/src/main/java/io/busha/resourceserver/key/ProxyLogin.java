package io.busha.resourceserver.key;

import java.net.Authenticator;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.URL;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Credentials for a proxy, which are never sent to the issuer: those of the configured authenticator, or of the system properties
 * {@code https.proxyUser} and {@code https.proxyPassword} ({@code http.…} for an http issuer). Serves one exchange at a time.
 */
final class ProxyLogin extends Authenticator {

    private static final String DEMAND = "the proxy requires credentials (status 407)";
    private static final int UNAUTHORIZED = 401;

    private final @Nullable Authenticator given;
    private final String scheme;
    private volatile boolean asked;

    ProxyLogin(IssuerLocation location) {
        this.scheme = location.discovery().getScheme();
        this.given = location.proxyAuthenticator().or(this::ofProperties).orElse(null);
    }

    private Optional<Authenticator> ofProperties() {
        String user = System.getProperty(scheme + ".proxyUser");
        String password = System.getProperty(scheme + ".proxyPassword");
        return user == null || password == null
                ? Optional.empty()
                : Optional.of(new Known(new PasswordAuthentication(user, password.toCharArray())));
    }

    private static final class Known extends Authenticator {
        private final PasswordAuthentication credentials;

        private Known(PasswordAuthentication credentials) {
            this.credentials = credentials;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return credentials;
        }
    }

    /** Returns the authenticator for the client if there are credentials. Without one, the client leaves every challenge to its caller. */
    Optional<Authenticator> authenticator() {
        return given == null ? Optional.empty() : Optional.of(this);
    }

    /** Starts a new exchange, in which the client may ask for credentials once. */
    void begin() {
        asked = false;
    }

    /**
     * Returns the proxy's credentials. Throws an exception that ends the exchange if the proxy does not accept them or there are none for
     * it, or if the issuer asks for some: the error that the client itself reports after null does not say what is wrong.
     */
    @Override
    public PasswordAuthentication requestPasswordAuthenticationInstance(
            String host,
            @Nullable InetAddress address,
            int port,
            String protocol,
            String prompt,
            String scheme,
            URL url,
            RequestorType type) {
        if (type != RequestorType.PROXY) {
            throw new CompletionException(FetchException.status(UNAUTHORIZED, Duration.ZERO));
        }
        PasswordAuthentication credentials = asked
                ? null
                : Objects.requireNonNull(given)
                        .requestPasswordAuthenticationInstance(
                                host, address, port, protocol, prompt, scheme, url, type);
        asked = true;
        if (credentials == null) {
            throw new CompletionException(refused("the proxy does not accept the credentials (status 407)"));
        }
        return credentials;
    }

    /** Returns a failure that says what to do if the client could not answer these challenges. */
    FetchException unanswered(HttpHeaders headers) {
        if (given == null) {
            return refused(DEMAND + ": set the system properties " + scheme + ".proxyUser and " + scheme
                    + ".proxyPassword, or RequestGuard.Builder.proxyAuthenticator"
                    + (isTunnelled() ? "; and start the JVM with " + enabled() : ""));
        }
        return headers.allValues("Proxy-Authenticate").stream().anyMatch(ProxyLogin::isBasic)
                ? refused(DEMAND + ", and the JDK sends no Basic credentials: start the JVM with " + enabled())
                : refused(DEMAND + ", by a scheme that the JDK does not support: it supports Basic");
    }

    private static boolean isBasic(String challenge) {
        return challenge.toLowerCase(Locale.ROOT).startsWith("basic");
    }

    private boolean isTunnelled() {
        return scheme.equals("https");
    }

    private String enabled() {
        return "-Djdk.http.auth." + (isTunnelled() ? "tunneling" : "proxying")
                + ".disabledSchemes= (nothing after the =)";
    }

    private static FetchException refused(String message) {
        return new FetchException(FetchException.Kind.STATUS, message);
    }
}
