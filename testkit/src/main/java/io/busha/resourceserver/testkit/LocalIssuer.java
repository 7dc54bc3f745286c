package io.busha.resourceserver.testkit;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An OAuth2 issuer in this process, on 127.0.0.1 and a free port: a discovery document, a key set, and a mint for
 * tokens of every kind. It can rotate its keys, publish odd ones and go wrong in many ways. It keeps nothing on disk.
 * Thread-safe.
 *
 * <pre>{@code
 * try (LocalIssuer issuer = LocalIssuer.start()) {
 *     String token = issuer.accessToken().scopes("balances:read").sign();
 *     // point the application at issuer.uri() and LocalIssuer.CLIENT_ID, then call it with the token
 * }
 * }</pre>
 */
public final class LocalIssuer implements AutoCloseable {
    /** The client id of the tokens from the mint. */
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

    /** Starts an issuer whose keys, now and after every rotation, are RSA keys of that many bits. */
    public static LocalIssuer start(int keyBits) {
        return start(SigningKey.rsa(keyBits));
    }

    /** Starts an issuer with this key: quicker where several issuers may share one. Later keys are of its size. */
    public static LocalIssuer start(SigningKey key) {
        return new LocalIssuer(key);
    }

    /** The {@code issuer} of the discovery document and {@code iss} of the tokens, to the letter. */
    public String issuer() {
        return documents.issuer();
    }

    /** Where the issuer listens: {@code http://127.0.0.1:PORT}, without a slash at its end. */
    public URI uri() {
        return uri;
    }

    /** Changes what {@link #issuer()} says, for instance to the same with a slash at its end. It does not move the issuer. */
    public void announceIssuer(String issuer) {
        documents.announce(issuer);
    }

    /** A new access token, valid for an hour from now, with every claim that Busha's have and no scope. */
    public TokenMint accessToken() {
        return new TokenMint(current, TokenShapes.access(issuer()));
    }

    /** A new id token, valid for an hour from now. */
    public TokenMint idToken() {
        return new TokenMint(current, TokenShapes.id(issuer()));
    }

    /** A new logout token (OpenID Connect Back-Channel Logout): it has {@code events} and no {@code exp}. */
    public TokenMint logoutToken() {
        return new TokenMint(current, TokenShapes.logout(issuer()));
    }

    /** A new signed answer of the userinfo endpoint: it has no {@code exp}. */
    public TokenMint userinfo() {
        return new TokenMint(current, TokenShapes.userinfo(issuer()));
    }

    /** The key that signs now. */
    public SigningKey currentKey() {
        return current;
    }

    /** Publishes a new key in front of the others and signs with it from now on. */
    public SigningKey rotate() {
        SigningKey key = SigningKey.rsa(keyBits);
        rotate(key);
        return key;
    }

    /** Publishes this key in front of the others and signs with it from now on: quicker, where it was made before. */
    public void rotate(SigningKey key) {
        publish(key);
        current = key;
    }

    /** Signs with a new key from now on, which is not published until {@link #publish(SigningKey)}. */
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

    /** Takes every key of this id out of the key set. It signs on if it is the current one. */
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

    /** Changes the discovery document whenever it is served from now on, after all earlier edits. */
    public void editDiscovery(UnaryOperator<Map<String, Object>> edit) {
        documents.edit(edit);
    }

    /** Goes wrong in this way at both endpoints, until the next call; {@link Fault#NONE} heals. */
    public synchronized void misbehave(Fault fault) {
        turn(fault, Endpoint.values());
    }

    /** Goes wrong in this way at one endpoint; the other one goes on as it did. */
    public synchronized void misbehave(Endpoint endpoint, Fault fault) {
        turn(fault, endpoint);
    }

    /** A fault is logged before it begins, and a healing when it is done: the log never calls a sick issuer healthy. */
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

    /** What this issuer has done so far: keys, faults, and every request for either document. */
    public IssuerLog log() {
        return log;
    }

    /** How many requests for the discovery document have come in, answered well or not. */
    public int discoveryFetches() {
        return endpoints.state(Endpoint.DISCOVERY).fetches();
    }

    /** How many requests for the key set have come in, answered well or not. */
    public int jwksFetches() {
        return endpoints.state(Endpoint.JWKS).fetches();
    }

    /** How many requests have followed a redirect of {@link Fault#REDIRECT}. */
    public int redirectsFollowed() {
        return endpoints.redirectsFollowed();
    }

    /** How many connections have been accepted. */
    public int connections() {
        return port.accepted();
    }

    /** Closes the port and every connection for good. */
    @Override
    public synchronized void close() {
        closed = true;
        port.close();
        for (Endpoint endpoint : Endpoint.values()) {
            endpoints.state(endpoint).misbehave(Fault.NONE);
        }
    }
}
