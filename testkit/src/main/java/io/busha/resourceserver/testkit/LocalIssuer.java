package io.busha.resourceserver.testkit;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An OAuth2 issuer in this process, on 127.0.0.1 and a free port: a discovery document, a key set, and a mint for tokens of every kind. It
 * can rotate its keys, publish odd ones and fail in many ways. It stores nothing on disk. Thread-safe.
 *
 * <pre>{@code
 * try (LocalIssuer issuer = LocalIssuer.start()) {
 *     String token = issuer.accessToken().scopes("balances:read").sign();
 *     // point the application at issuer.uri() and LocalIssuer.CLIENT_ID, then call it with the token
 * }
 * }</pre>
 */
public final class LocalIssuer implements AutoCloseable {
    /** The client id of tokens from the mint. */
    public static final String CLIENT_ID = "local-client";

    private static final int KEY_BITS = 2048;

    private final HttpPort port = new HttpPort();
    private final URI uri = URI.create("http://127.0.0.1:" + port.number());
    private final IssuerLog log = new IssuerLog();
    private final Documents documents = new Documents(uri.toString(), log);
    private final IssuerEndpoints endpoints = new IssuerEndpoints(documents, log);
    private final int keyBits;
    private volatile SigningKey current;
    private boolean closed;

    private LocalIssuer(SigningKey key) {
        keyBits = key.publicKey().getModulus().bitLength();
        current = key;
        publish(key);
        port.start(endpoints);
    }

    /** Starts an issuer with one RSA key of 2048 bits. */
    public static LocalIssuer start() {
        return start(KEY_BITS);
    }

    /** Starts an issuer whose keys, now and after every rotation, are RSA keys of this many bits. */
    public static LocalIssuer start(int keyBits) {
        return start(SigningKey.rsa(keyBits));
    }

    /** Starts an issuer with this key, which is faster if several issuers can share one. Later keys have the same size. */
    public static LocalIssuer start(SigningKey key) {
        return new LocalIssuer(key);
    }

    /** Returns the exact {@code issuer} of the discovery document and {@code iss} of the tokens. */
    public String issuer() {
        return documents.issuer();
    }

    /** Returns the address on which the issuer listens: {@code http://127.0.0.1:PORT}, without a trailing slash. */
    public URI uri() {
        return uri;
    }

    /** Changes the value of {@link #issuer()}, for instance to one with a trailing slash. It does not move the issuer. */
    public void announceIssuer(String issuer) {
        documents.announce(issuer);
    }

    /** Returns a new access token that is valid for an hour from now, with all claims of a Busha access token and no scopes. */
    public TokenMint accessToken() {
        return new TokenMint(current, TokenShapes.access(issuer()));
    }

    /** Returns a new ID token that is valid for an hour from now. */
    public TokenMint idToken() {
        return new TokenMint(current, TokenShapes.id(issuer()));
    }

    /** Returns a new logout token (OpenID Connect Back-Channel Logout): it has {@code events} and no {@code exp}. */
    public TokenMint logoutToken() {
        return new TokenMint(current, TokenShapes.logout(issuer()));
    }

    /** Returns a new signed response of the userinfo endpoint: it has no {@code exp}. */
    public TokenMint userinfo() {
        return new TokenMint(current, TokenShapes.userinfo(issuer()));
    }

    /** Returns the key that signs now. */
    public SigningKey currentKey() {
        return current;
    }

    /** Publishes a new key in front of the others and signs with it from now on. */
    public SigningKey rotate() {
        SigningKey key = SigningKey.rsa(keyBits);
        rotate(key);
        return key;
    }

    /** Publishes this key in front of the others and signs with it from now on, which is faster if the key already exists. */
    public void rotate(SigningKey key) {
        publish(key);
        current = key;
    }

    /** Signs with a new key from now on. The key is not published until {@link #publish(SigningKey)}. */
    public SigningKey rotateUnpublished() {
        SigningKey key = SigningKey.rsa(keyBits);
        current = key;
        return key;
    }

    /** Publishes this key in front of the others. */
    public void publish(SigningKey key) {
        publishJwk(key.jwk());
    }

    /** Publishes any JSON object in front of the keys. */
    public void publishJwk(Map<String, ?> jwk) {
        documents.publish(jwk);
    }

    /** Removes every key with this id from the key set. The current key continues to sign. */
    public void withdraw(String kid) {
        documents.withdraw(kid);
    }

    /** Serves exactly this text instead of the key set until {@link #serveKeys()}. */
    public void serveJwks(String body) {
        documents.serveJwks(body);
    }

    /** Serves the published keys again. */
    public void serveKeys() {
        documents.serveJwks(null);
    }

    /** Changes the discovery document each time it is served from now on, after all earlier edits. */
    public void editDiscovery(UnaryOperator<Map<String, Object>> edit) {
        documents.edit(edit);
    }

    /** Fails in this way at both endpoints until the next call; {@link Fault#NONE} ends the fault. */
    public synchronized void misbehave(Fault fault) {
        turn(fault, Endpoint.values());
    }

    /** Fails in this way at one endpoint; the other one is not affected. */
    public synchronized void misbehave(Endpoint endpoint, Fault fault) {
        turn(fault, endpoint);
    }

    /** The start of a fault is logged before it takes effect, and its end afterwards: the log never reports a failing issuer as healthy. */
    private void turn(Fault fault, Endpoint... turned) {
        if (fault != Fault.NONE) {
            Arrays.stream(turned).forEach(endpoint -> log.turned(endpoint, fault));
        }
        Arrays.stream(turned).forEach(endpoint -> endpoints.state(endpoint).misbehave(fault));
        openOrShut();
        if (fault == Fault.NONE) {
            Arrays.stream(turned).forEach(endpoint -> log.turned(endpoint, fault));
        }
    }

    private void openOrShut() {
        boolean refused = closed || endpoints.refusesAll();
        if (refused && !port.isShut()) {
            port.shut();
        } else if (!refused && port.isShut()) {
            port.start(endpoints);
        }
    }

    /** Returns what this issuer has done so far: keys, faults, and every request for either document. */
    public IssuerLog log() {
        return log;
    }

    /** Returns how many requests for the discovery document have arrived, whether answered successfully or not. */
    public int discoveryFetches() {
        return endpoints.state(Endpoint.DISCOVERY).fetches();
    }

    /** Returns how many requests for the key set have arrived, whether answered successfully or not. */
    public int jwksFetches() {
        return endpoints.state(Endpoint.JWKS).fetches();
    }

    /** Returns how many requests have followed a redirect of {@link Fault#REDIRECT}. */
    public int redirectsFollowed() {
        return endpoints.redirectsFollowed();
    }

    /** Returns how many connections have been accepted. */
    public int connections() {
        return port.accepted();
    }

    /** Closes the port and every connection permanently. */
    @Override
    public synchronized void close() {
        closed = true;
        port.close();
        for (Endpoint endpoint : Endpoint.values()) {
            endpoints.state(endpoint).misbehave(Fault.NONE);
        }
    }
}
