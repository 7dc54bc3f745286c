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
 * Where and how an issuer is asked for its configuration and keys, and what it may answer (OpenID Connect Discovery 1.0
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
     * An issuer that publishes its configuration below its own URL. A trailing slash may stand here and not there.
     *
     * @param issuer the base URL: https, or http on this machine; without user info, query and fragment
     * @throws IllegalArgumentException where it is no such URL
     */
    public static IssuerLocation of(String issuer) {
        SecureUrl.parse(issuer);
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return new IssuerLocation(issuer, SecureUrl.parse(base + WELL_KNOWN), false, null, null, null, null);
    }

    /**
     * The same issuer, its configuration read from another URL, which may have a query; the document must then name the issuer to
     * the letter.
     *
     * @throws IllegalArgumentException as {@link #of}
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
     * The same issuer, whose keys may also come from this further https origin.
     *
     * @throws IllegalArgumentException where it is not scheme, host and port of an https URL alone
     */
    public IssuerLocation trustingKeysFrom(String origin) {
        URI parsed = SecureUrl.parse(origin);
        if (!parsed.getScheme().equals("https") || !parsed.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("an origin is https://host or https://host:port, nothing behind it");
        }
        return new IssuerLocation(issuer, discovery, exact, parsed, proxy, proxyAuthenticator, sslContext);
    }

    /** The same issuer, asked through this proxy instead of the one that the JDK's system properties name. */
    public IssuerLocation through(ProxySelector proxy) {
        return new IssuerLocation(issuer, discovery, exact, jwksOrigin, proxy, proxyAuthenticator, sslContext);
    }

    /**
     * The same issuer, whose proxy is given the credentials of this authenticator where it demands some, instead of those that the
     * system properties {@code https.proxyUser} and {@code https.proxyPassword} name. The issuer never is.
     */
    public IssuerLocation authenticatedBy(Authenticator proxyAuthenticator) {
        return new IssuerLocation(issuer, discovery, exact, jwksOrigin, proxy, proxyAuthenticator, sslContext);
    }

    /** The same issuer, its certificate judged by this context instead of the JDK's default one. */
    public IssuerLocation securedBy(SSLContext sslContext) {
        return new IssuerLocation(issuer, discovery, exact, jwksOrigin, proxy, proxyAuthenticator, sslContext);
    }

    /** The same issuer, which must name itself to the letter: where its keys come from a file, no document of its own tells its name. */
    public IssuerLocation exactly() {
        return new IssuerLocation(issuer, discovery, true, jwksOrigin, proxy, proxyAuthenticator, sslContext);
    }

    /** The host of the issuer, in lower case and without the dot that may end a name. */
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

    /** Whether a discovery document that names this issuer is the one that was asked for. */
    public boolean isNamedBy(String announced) {
        return announced.equals(issuer)
                || (!exact && (announced.equals(issuer + "/") || issuer.equals(announced + "/")));
    }

    /** The URL of the keys, where it is one that may be trusted. */
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

    /** The SHA-256 of what says where keys come from, in hexadecimal. */
    String fingerprint() {
        byte[] settings = (issuer + "\n" + discovery + "\n" + jwksOrigin).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of()
                .formatHex(HashUtil.getMessageDigest(HashUtil.SHA_256).digest(settings));
    }

    /** The URL that was configured. */
    @Override
    public String toString() {
        return issuer;
    }
}
