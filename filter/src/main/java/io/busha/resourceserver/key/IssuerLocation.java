package io.busha.resourceserver.key;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jose4j.lang.HashUtil;
import org.jspecify.annotations.Nullable;

/**
 * Describes where and how to fetch an issuer's configuration and keys, and which answers are accepted (OpenID Connect Discovery 1.0
 * sections 4 and 4.3). Immutable and thread-safe.
 */
public final class IssuerLocation {

    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    private final String issuer;
    private final URI discovery;
    private final boolean exact;
    private final @Nullable URI jwksOrigin;
    private final @Nullable ProxySelector proxy;
    private final @Nullable Authenticator proxyAuthenticator;
    private final @Nullable SSLContext sslContext;

    private IssuerLocation(
            String issuer,
            URI discovery,
            boolean exact,
            @Nullable URI jwksOrigin,
            @Nullable ProxySelector proxy,
            @Nullable Authenticator proxyAuthenticator,
            @Nullable SSLContext sslContext) {
        this.issuer = issuer;
        this.discovery = discovery;
        this.exact = exact;
        this.jwksOrigin = jwksOrigin;
        this.proxy = proxy;
        this.proxyAuthenticator = proxyAuthenticator;
        this.sslContext = sslContext;
    }

    /**
     * Returns the location of an issuer that publishes its configuration below its own URL. This URL and the issuer in the configuration
     * may differ by a trailing slash.
     *
     * @param issuer the base URL: https, or http on this machine; without user info, query and fragment
     * @throws IllegalArgumentException if it is not such a URL
     */
    public static IssuerLocation of(String issuer) {
        SecureUrl.parse(issuer);
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return new IssuerLocation(issuer, SecureUrl.parse(base + WELL_KNOWN), false, null, null, null, null);
    }

    /**
     * Returns a copy that reads the configuration from another URL, which may have a query. The document must then name exactly this
     * issuer.
     *
     * @throws IllegalArgumentException if it is not a URL as for {@link #of}, apart from the query
     */
    public IssuerLocation discoveredAt(String discoveryUri) {
        return new IssuerLocation(
                issuer,
                SecureUrl.parseWithQuery(discoveryUri),
                true,
                jwksOrigin,
                proxy,
                proxyAuthenticator,
                sslContext);
    }

    /**
     * Returns a copy that also accepts keys from this additional https origin.
     *
     * @throws IllegalArgumentException if it is anything but the scheme, host and port of an https URL
     */
    public IssuerLocation trustingKeysFrom(String origin) {
        URI parsed = SecureUrl.parse(origin);
        if (!parsed.getScheme().equals("https") || !parsed.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("an origin has the form https://host or https://host:port");
        }
        return new IssuerLocation(issuer, discovery, exact, parsed, proxy, proxyAuthenticator, sslContext);
    }

    /** Returns a copy that connects through this proxy instead of the one in the JDK's system properties. */
    public IssuerLocation through(ProxySelector proxy) {
        return new IssuerLocation(issuer, discovery, exact, jwksOrigin, proxy, proxyAuthenticator, sslContext);
    }

    /**
     * Returns a copy that answers a proxy's demand for credentials from this authenticator, instead of the system properties
     * {@code https.proxyUser} and {@code https.proxyPassword}. The issuer itself never receives these credentials.
     */
    public IssuerLocation authenticatedBy(Authenticator proxyAuthenticator) {
        return new IssuerLocation(issuer, discovery, exact, jwksOrigin, proxy, proxyAuthenticator, sslContext);
    }

    /** Returns a copy that checks the issuer's certificate with this context instead of the JDK's default. */
    public IssuerLocation securedBy(SSLContext sslContext) {
        return new IssuerLocation(issuer, discovery, exact, jwksOrigin, proxy, proxyAuthenticator, sslContext);
    }

    /**
     * Returns a copy that accepts only the issuer's exact name: for keys from a file, since there is then no discovery document to provide
     * it.
     */
    public IssuerLocation exactly() {
        return new IssuerLocation(issuer, discovery, true, jwksOrigin, proxy, proxyAuthenticator, sslContext);
    }

    /** Returns the issuer's host in lower case, without a trailing dot. */
    public String host() {
        return SecureUrl.hostOf(URI.create(issuer)).replaceFirst("\\.$", "");
    }

    URI discovery() {
        return discovery;
    }

    Optional<ProxySelector> proxy() {
        return Optional.ofNullable(proxy);
    }

    Optional<Authenticator> proxyAuthenticator() {
        return Optional.ofNullable(proxyAuthenticator);
    }

    Optional<SSLContext> sslContext() {
        return Optional.ofNullable(sslContext);
    }

    /** Returns whether a discovery document that names this issuer is the expected one. */
    public boolean isNamedBy(String announced) {
        return announced.equals(issuer)
                || (!exact && (announced.equals(issuer + "/") || issuer.equals(announced + "/")));
    }

    /** Returns the URL of the keys, if it may be trusted. */
    Optional<URI> keysAt(String jwksUri) {
        try {
            URI uri = SecureUrl.parseWithQuery(jwksUri);
            boolean trusted = SecureUrl.sameOrigin(uri, URI.create(issuer))
                    || (jwksOrigin != null && SecureUrl.sameOrigin(uri, jwksOrigin));
            return trusted ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the SHA-256, in hexadecimal, of the settings that determine where the keys come from. */
    String fingerprint() {
        byte[] settings = (issuer + "\n" + discovery + "\n" + jwksOrigin).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of()
                .formatHex(HashUtil.getMessageDigest(HashUtil.SHA_256).digest(settings));
    }

    /** Returns the URL of the issuer as it was configured. */
    @Override
    public String toString() {
        return issuer;
    }
}
