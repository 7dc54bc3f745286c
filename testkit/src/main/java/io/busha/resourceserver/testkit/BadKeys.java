package io.busha.resourceserver.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Members of a key set that cannot or must not be used. */
final class BadKeys {
    private BadKeys() {}

    /** Returns keys of every kind that cannot verify RS256, each under the key id of the newest of these keys. */
    static List<Map<String, ?>> unusable(List<Map<String, ?>> keys) {
        Map<String, ?> good = keys.isEmpty() ? SigningKey.rsa(2048).jwk() : keys.get(0);
        String text = String.valueOf(good.get("n")) + "A".repeat(86);
        String half = text.substring(0, 43);
        return List.of(
                changed(good, Map.of("use", "enc")),
                changed(good, Map.of("alg", "RS512")),
                changed(good, Map.of("key_ops", List.of("sign"))),
                changed(good, Map.of("e", "AQ")),
                changed(good, Map.of("kty", "oct", "k", half)),
                changed(good, Map.of("kty", "EC", "alg", "ES256", "crv", "P-256", "x", half, "y", half)),
                changed(good, Map.of("kty", "OKP", "alg", "EdDSA", "crv", "Ed25519", "x", half)),
                changed(good, Map.of("kty", "not-yet-invented")));
    }

    /** Returns these keys with a broken one in front. */
    static List<Map<String, ?>> withMalformed(List<Map<String, ?>> keys) {
        var set = new ArrayList<Map<String, ?>>();
        set.add(Map.of("use", "sig", "kty", "RSA", "kid", "malformed", "alg", "RS256", "n", "=?=", "e", List.of()));
        set.addAll(keys);
        return set;
    }

    private static Map<String, ?> changed(Map<String, ?> jwk, Map<String, ?> change) {
        Map<String, Object> copy = new LinkedHashMap<>(jwk);
        copy.putAll(change);
        return copy;
    }
}
