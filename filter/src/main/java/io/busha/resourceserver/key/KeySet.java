package io.busha.resourceserver.key;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jose4j.json.JsonUtil;
import org.jose4j.keys.BigEndianBigInteger;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The usable keys of a JWK set (RFC 7517 section 5), by key id and in the order of the set: newest first. A key that is not
 * usable is passed over. Immutable.
 */
final class KeySet {

    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 8192;
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(3);

    private final Map<String, List<IssuerKey>> keys;

    private KeySet(Map<String, List<IssuerKey>> keys) {
        this.keys = keys;
    }

    static KeySet parse(String jwks, SignatureProvider provider) throws FetchException {
        if (!(parseObject(jwks).get("keys") instanceof List<?> members)) {
            throw new FetchException(FetchException.Kind.MALFORMED, "the JWK set has no array \"keys\"");
        }
        Map<String, List<IssuerKey>> keys = new LinkedHashMap<>();
        for (Object member : members) {
            if (member instanceof Map<?, ?> jwk && jwk.get("kid") instanceof String kid && !kid.isEmpty()) {
                usable(jwk).ifPresent(key -> keys.computeIfAbsent(kid, k -> new ArrayList<>())
                        .add(new IssuerKey(key, provider)));
            }
        }
        if (keys.isEmpty()) {
            throw new FetchException(FetchException.Kind.NO_USABLE_KEY, "the JWK set holds no usable key");
        }
        keys.replaceAll((kid, same) -> List.copyOf(same));
        return new KeySet(Collections.unmodifiableMap(keys));
    }

    static Map<String, Object> parseObject(String json) throws FetchException {
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw new FetchException(FetchException.Kind.MALFORMED, "the document is not a JSON object");
        }
    }

    List<IssuerKey> find(String kid) {
        return keys.getOrDefault(kid, List.of());
    }

    /** The first keys of the set that do not stand under this id, each once. */
    List<IssuerKey> newestBut(String kid, int most) {
        List<IssuerKey> own = find(kid);
        return keys.values().stream()
                .flatMap(Collection::stream)
                .filter(key -> !own.contains(key))
                .distinct()
                .limit(most)
                .toList();
    }

    /** Passes on every key with its id, newest first. */
    void forEach(BiConsumer<String, IssuerKey> reader) {
        keys.forEach((kid, same) -> same.forEach(key -> reader.accept(kid, key)));
    }

    Set<String> kids() {
        return keys.keySet();
    }

    int size() {
        return keys.values().stream().mapToInt(List::size).sum();
    }

    private static Optional<RSAPublicKey> usable(Map<?, ?> jwk) {
        boolean forVerifying = "RSA".equals(jwk.get("kty"))
                && absentOr("sig", jwk.get("use"))
                && absentOr("RS256", jwk.get("alg"))
                && (!jwk.containsKey("key_ops")
                        || (jwk.get("key_ops") instanceof List<?> operations && operations.contains("verify")));
        return forVerifying ? rsaKey(jwk.get("n"), jwk.get("e")) : Optional.empty();
    }

    private static boolean absentOr(String expected, @Nullable Object value) {
        return value == null || expected.equals(value);
    }

    /** Only these two members are read: a certificate or a private part beside them is none of our business. */
    private static Optional<RSAPublicKey> rsaKey(@Nullable Object n, @Nullable Object e) {
        if (!(n instanceof String modulusText) || !(e instanceof String exponentText)) {
            return Optional.empty();
        }
        BigInteger modulus = BigEndianBigInteger.fromBase64Url(modulusText);
        BigInteger exponent = BigEndianBigInteger.fromBase64Url(exponentText);
        if (!isStrong(modulus, exponent)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RsaKeyUtil().publicKey(modulus, exponent));
        } catch (JoseException | RuntimeException unusable) {
            return Optional.empty();
        }
    }

    private static boolean isStrong(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        return bits >= LEAST_BITS
                && bits <= MOST_BITS
                && exponent.testBit(0)
                && exponent.compareTo(LEAST_EXPONENT) >= 0;
    }
}
