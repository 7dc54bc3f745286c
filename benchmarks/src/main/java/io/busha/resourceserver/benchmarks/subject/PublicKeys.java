package io.busha.resourceserver.benchmarks.subject;

import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** A key set read for the libraries that do not read one themselves. */
final class PublicKeys {

    private PublicKeys() {}

    static Map<String, RSAPublicKey> byId(Tokens tokens) {
        Map<String, RSAPublicKey> keys = new HashMap<>();
        try {
            for (JsonWebKey key : new JsonWebKeySet(tokens.jwks()).getJsonWebKeys()) {
                keys.put(key.getKeyId(), (RSAPublicKey) key.getKey());
            }
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
        return keys;
    }
}
